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
    private const char End = '.';
    private readonly Lock gate = new();
    private readonly Dictionary<(string Directory, string Name), (FileStamp Stamp, string Hash)> known = [];
    private readonly Dictionary<string, (string Directory, string Name)> byHash = [];
    private readonly Dictionary<(string Directory, string Name), string> coming = [];
    private readonly string path;

    /// <summary>That of a job: what an earlier daemon wrote holds.</summary>
    /// <param name="path">Where it is.</param>
    public FileBook(string path)
    {
        this.path = path;
        foreach (var line in File.Exists(path) ? File.ReadLines(path) : [])
        {
            // The last line may be half of one: that file is read once more.
            if (
                line.Split(' ') is [var hash, var inode, var bytes, var modified, var mode, var directory, var name]
                && TryNumber(inode, out var number)
                && TryNumber(bytes, out var length)
                && TryNumber(modified, out var nanos)
                && TryNumber(mode, out var rights)
                && name.EndsWith(End)
            )
            {
                var stamp = new FileStamp(number, length, nanos, (int)rights);
                Take((TextOf(directory), TextOf(name[..^1])), stamp, hash);
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
            if (!byHash.TryGetValue(hash, out var place) || known[place].Hash != hash)
            {
                // That one holds something else since; another may hold it yet.
                place = known.FirstOrDefault(one => one.Value.Hash == hash).Key;
            }

            return place.Name is null ? null : (place.Directory, place.Name, known[place].Stamp);
        }
    }

    /// <summary>
    /// Whether what stands under a name is the beginning of that, and not of what another attempt brought. From now on
    /// it is.
    /// </summary>
    public bool Comes(string directory, string partial, string hash)
    {
        lock (gate)
        {
            var isKnown = coming.TryGetValue((directory, partial), out var before) && before == hash;
            coming[(directory, partial)] = hash;
            return isKnown;
        }
    }

    /// <summary>A file was read, or came.</summary>
    public void Note(string directory, string name, FileStamp stamp, string hash)
    {
        lock (gate)
        {
            Take((directory, name), stamp, hash);
            var place = $"{DigitsOf(directory)} {DigitsOf(name)}";
            Durable.CreatePrivateDirectory(Path.GetDirectoryName(path)!);
            File.AppendAllText(
                path,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{hash} {stamp.Inode} {stamp.Bytes} {stamp.ModifiedNanos} {stamp.Mode} {place}{End}\n"
                )
            );
        }
    }

    private void Take((string Directory, string Name) place, FileStamp stamp, string hash)
    {
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

    private static bool TryNumber(string text, out long number) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number);

    private static string TextOf(string digits) => ByteText.Of(Convert.FromHexString(digits));
}
