using System.Globalization;
using Rota.Core.Bytes;
using Rota.Linux.Files;

namespace Rota.App.Files;

/// <summary>
/// What is known of the files of a job: each by its path, how it was when it was read, and what was in it. A file that
/// is as it was is not read again. Beside the output of the job, and removed with it.
/// </summary>
internal sealed class FileBook
{
    private const int FieldCount = 6;
    private readonly Lock gate = new();
    private readonly Dictionary<(string Directory, string Name), (FileStamp Stamp, string Hash)> known = [];
    private readonly Dictionary<string, (string Directory, string Name)> byHash = [];
    private readonly string path;

    /// <summary>That of a job: what an earlier daemon wrote holds.</summary>
    /// <param name="path">Where it is.</param>
    public FileBook(string path)
    {
        this.path = path;
        foreach (var line in File.Exists(path) ? File.ReadLines(path) : [])
        {
            if (line.Split(' ') is { Length: FieldCount } fields && long.TryParse(fields[1], out var inode))
            {
                var numbers = fields[2].Split('-');
                var stamp = new FileStamp(
                    inode,
                    long.Parse(numbers[0], CultureInfo.InvariantCulture),
                    long.Parse(numbers[1], CultureInfo.InvariantCulture),
                    int.Parse(fields[3], CultureInfo.InvariantCulture)
                );
                Take((TextOf(fields[4]), TextOf(fields[5])), stamp, fields[0]);
            }
        }
    }

    /// <summary>How a file was when it was read last, and what was in it; null where it was not.</summary>
    public (FileStamp Stamp, string Hash)? Of(string directory, string name)
    {
        lock (gate)
        {
            return known.TryGetValue((directory, name), out var entry) ? entry : null;
        }
    }

    /// <summary>Where something is; null where nothing with that in it is known.</summary>
    public (string Directory, string Name, FileStamp Stamp)? With(string hash)
    {
        lock (gate)
        {
            return byHash.TryGetValue(hash, out var place) ? (place.Directory, place.Name, known[place].Stamp) : null;
        }
    }

    /// <summary>A file was read, or came.</summary>
    public void Note(string directory, string name, FileStamp stamp, string hash)
    {
        lock (gate)
        {
            Take((directory, name), stamp, hash);
            Durable.CreatePrivateDirectory(Path.GetDirectoryName(path)!);
            File.AppendAllText(
                path,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{hash} {stamp.Inode} {stamp.Bytes}-{stamp.ModifiedNanos} {stamp.Mode} {DigitsOf(directory)} {DigitsOf(name)}\n"
                )
            );
        }
    }

    private void Take((string Directory, string Name) place, FileStamp stamp, string hash)
    {
        if (known.TryGetValue(place, out var before) && before.Hash != hash && byHash.GetValueOrDefault(before.Hash) == place)
        {
            byHash.Remove(before.Hash);
        }

        known[place] = (stamp, hash);
        byHash[hash] = place;
    }

    /// <summary>A path may hold any bytes, and a line must not end in it.</summary>
    private static string DigitsOf(string text)
    {
        var bytes = new byte[ByteText.ByteCount(text)];
        ByteText.Write(text, bytes);
        return Convert.ToHexStringLower(bytes);
    }

    private static string TextOf(string digits) => ByteText.Of(Convert.FromHexString(digits));
}
