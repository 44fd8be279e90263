using Rota.Fabric.Wire;
using Rota.Node.Keeper.Journals;

namespace Rota.Node.Tests.Keeper;

/// <summary>A journal of a test's own, whose records are lists of numbers.</summary>
internal sealed class JournalFile : IDisposable
{
    private const string Boot = "boot";

    public string Path { get; } = System.IO.Path.Combine(System.IO.Path.GetTempPath(), "rota-journal-" + System.IO.Path.GetRandomFileName());

    public TestDisk Disk { get; } = new();

    public byte[] Bytes
    {
        get => File.ReadAllBytes(Path);
        set => File.WriteAllBytes(Path, value);
    }

    /// <summary>A record of this number, as long as it says.</summary>
    public static Action<FrameWriter> Record(int number) => frame =>
    {
        frame.Begin(FrameKind.JournalDone).Int32(number);
        for (var more = 0; more < number % 7; more++)
        {
            frame.Int64(number);
        }

        frame.End();
    };

    public static JournalFile With(int records)
    {
        var file = new JournalFile();
        using var journal = file.Open(out _);
        for (var number = 1; number <= records; number++)
        {
            journal.Append(Record(number));
        }

        return file;
    }

    public Journal Open(out List<int> numbers, string boot = Boot)
    {
        var found = numbers = [];
        return Journal.Open(Path, boot, Disk, payload => found.Add(NumberOf(payload)));
    }

    /// <summary>Opened with records of whatever kind.</summary>
    public Journal Open(FrameHandler replay) => Journal.Open(Path, Boot, Disk, replay);

    /// <summary>What is found in these bytes.</summary>
    public static (JournalReading Reading, List<int> Numbers) Read(byte[] bytes, string boot = Boot)
    {
        var found = new List<int>();
        return (JournalReading.Read(bytes, JournalHeader.BootOf(boot), payload => found.Add(NumberOf(payload))), found);
    }

    public List<int> Numbers()
    {
        using var journal = Open(out var numbers);
        return numbers;
    }

    public void Dispose()
    {
        File.Delete(Path);
        File.Delete(Path + ".new");
    }

    private static int NumberOf(ReadOnlySpan<byte> payload)
    {
        var reader = new FrameReader(payload);
        Assert.Equal(FrameKind.JournalDone, reader.Kind());
        return reader.Int32();
    }
}
