using System.Text;
using Rota.App.Logs.Lines;
using Rota.App.Problems;
using Rota.Core.Bytes;
using Rota.Core.Model;
using Rota.Node.Keeper.Times;

namespace Rota.Cli.Tests.Logs;

/// <summary>Lines of output as they are read, ordered and looked through: any bytes, of any length.</summary>
public sealed class LineTests : IDisposable
{
    private readonly string directory = Directory.CreateTempSubdirectory("rota-lines-").FullName;

    public void Dispose() => Directory.Delete(directory, recursive: true);

    [Fact]
    public void Random_output_is_read_as_its_lines_whatever_is_looked_for()
    {
        for (var seed = 0; seed < 60; seed++)
        {
            var random = new Random(seed);
            var text = new byte[random.Next(200_000 * (seed % 5 == 0 ? 10 : 1))];
            random.NextBytes(text);
            var ends = random.Next(2, 20_000);
            for (var at = 0; at < text.Length; at++)
            {
                text[at] = random.Next(ends) == 0 ? (byte)'\n' : (byte)(text[at] & (seed % 2 == 0 ? 0xFF : 0x61));
            }

            byte[] sought = [text.Length == 0 ? (byte)1 : text[text.Length / 2], (byte)'a'];
            sought[0] = sought[0] == '\n' ? (byte)'b' : sought[0];
            using var part = Part(text);
            var reader = new LineReader(part) { Search = seed % 3 == 0 ? lines => lines.IndexOf(sought) : null };
            var read = new List<(string, long)>();
            while (reader.TryNext(out var line))
            {
                if (line.IndexOf(sought) >= 0)
                {
                    read.Add((Convert.ToBase64String(line), reader.End));
                }
            }

            Assert.Equal(Lines(text).Where(line => line.Bytes.AsSpan().IndexOf(sought) >= 0)
                .Select(line => (Convert.ToBase64String(line.Bytes), line.End)), read);
        }
    }

    [Fact]
    public void A_line_of_ten_million_bytes_is_one_and_a_longer_one_comes_in_pieces()
    {
        using var part = Part([.. Enumerable.Repeat((byte)'x', 10_000_000), (byte)'\n', .. Enumerable.Repeat((byte)0, 20_000_000)]);
        var reader = new LineReader(part);
        Assert.True(reader.TryNext(out var line) && line.Length == 10_000_001 && reader.IsWhole);
        Assert.True(reader.TryNext(out line) && line.Length == LineReader.LineMax && !reader.IsWhole && !reader.IsRest);
        Assert.True(reader.TryNext(out line) && line.Length == 20_000_000 - LineReader.LineMax && reader.IsRest);
        Assert.False(reader.TryNext(out _));
    }

    [Fact]
    public void What_was_freed_in_the_middle_is_said_and_not_read()
    {
        var path = Path.Combine(directory, "hole");
        using (var file = File.OpenHandle(path, FileMode.CreateNew, FileAccess.Write))
        {
            RandomAccess.Write(file, "first\ncut"u8, 0);
            RandomAccess.Write(file, "rest\nlast\n"u8, 400 << 20);
        }

        using var part = new StreamPart(File.OpenHandle(path), 0, 0, new FileInfo(path).Length) { HasHoles = true };
        var reader = new LineReader(part);
        var text = new StringBuilder();
        while (reader.TryNext(out var line))
        {
            text.Append(Encoding.UTF8.GetString(line).TrimStart('\0').TrimEnd('\0'));
        }

        Assert.Matches(@"^first\ncut\0*\n\[rota: [\d,]+ bytes left out here\]\nrest\nlast\n$", text.ToString());
        Assert.Equal((400 << 20) + 10, reader.End);
    }

    [Fact]
    public void Lines_of_both_streams_stand_as_they_were_seen_to_be_written()
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var random = new Random(seed);
            var (texts, lengths) = ((StringBuilder[])[new(), new()], new long[2]);
            var (records, expected) = (new List<WrittenRecord>(), new List<string>());
            for (var look = 0; look < 12; look++)
            {
                foreach (var stream in (int[])[0, 1])
                {
                    for (var more = random.Next(3); more > 0; more--)
                    {
                        var line = $"{stream} {look} {more}\n";
                        texts[stream].Append(line);
                        expected.Add(line.TrimEnd());
                    }

                    if (texts[stream].Length > lengths[stream])
                    {
                        records.Add(new(new Instant(look), stream == 1, lengths[stream] = texts[stream].Length, false));
                    }
                }
            }

            using var merged = new MergedLines(
                (Part(Encoding.UTF8.GetBytes(texts[0].ToString())), new StreamTimes(records, false, default)),
                (Part(Encoding.UTF8.GetBytes(texts[1].ToString())), new StreamTimes(records, true, default)),
                search: null);
            var read = new List<string>();
            while (merged.TryNext(out var line))
            {
                read.Add(Encoding.UTF8.GetString(line).TrimEnd());
                Assert.Equal(read[^1].Split(' ')[1], $"{merged.Time.At!.Value.Micros}");
            }

            Assert.Equal(expected, read);
        }
    }

    [Theory]
    [InlineData("err", "an err", true)]
    [InlineData("^err", "an err", false)]
    [InlineData("ERR", "an err", false)]
    [InlineData("gr.n", "gr\xFCn", true)]
    [InlineData("gr.n", "gr\\xFCn", true)]
    [InlineData("n$", "gr\xFCn", true)]
    [InlineData("a.b", "a\0b", true)]
    [InlineData("a+b", "aab", true)]
    [InlineData("[", "x", null)]
    [InlineData(@"(a)\1", "aa", null)]
    [InlineData("a(?=b)", "ab", null)]
    public void A_pattern_is_looked_for_in_bytes(string pattern, string line, bool? matches)
    {
        var bytes = line.Contains("\\xFC", StringComparison.Ordinal)
            ? Encoding.Latin1.GetBytes(line.Replace("\\xFC", "\xFC", StringComparison.Ordinal))
            : Encoding.UTF8.GetBytes(line);
        if (matches is null)
        {
            Assert.Equal("bad-pattern", Assert.Throws<ProblemException>(() => LinePattern.Of(pattern, false, false)).Problem.Code.Name);
            Assert.True(LinePattern.Of(pattern, isFixed: true, false).Matches(Encoding.UTF8.GetBytes($"<{pattern}>")));
            return;
        }

        Assert.Equal(matches, LinePattern.Of(pattern, false, false).Matches(bytes));
    }

    [Fact]
    public void What_is_found_is_marked_at_its_bytes_where_not_all_is_utf8()
    {
        byte[] line = [.. "ä"u8, 0xFF, .. "e1 e22"u8, 0xE9];
        Assert.Equal([(3, 5), (6, 9)], LinePattern.Of("e[0-9]+", false, false).Find(line));
        Assert.Equal([(3, 4), (6, 7)], LinePattern.Of("E", isFixed: true, ignoresCase: true).Find(line));
        Assert.Equal([(9, 10)], LinePattern.Of(ByteText.Of([0xE9]), isFixed: true, false).Find(line));
    }

    private static IEnumerable<(byte[] Bytes, long End)> Lines(byte[] text)
    {
        for (var from = 0; from < text.Length;)
        {
            var end = Array.IndexOf(text, (byte)'\n', from) is >= 0 and var at ? at + 1 : text.Length;
            yield return (text[from..end], end);
            from = end;
        }
    }

    private StreamPart Part(byte[] text)
    {
        var path = Path.Combine(directory, Path.GetRandomFileName());
        File.WriteAllBytes(path, [.. "before"u8, .. text, .. "behind\n"u8]);
        return new StreamPart(File.OpenHandle(path), 6, 0, text.Length);
    }
}
