using Rota.EndToEnd.Tests.Harness;

namespace Rota.EndToEnd.Tests.Faults;

/// <summary>
/// A wall clock that a test sets for all processes of a state; skips the test where libfaketime is missing.
/// </summary>
internal sealed class WallClock
{
    private const string Library = "libfaketimeMT.so.1";
    private readonly RotaState rota;

    public WallClock(RotaState rota)
    {
        this.rota = rota;
        var library = Directory.EnumerateDirectories("/usr/lib", "faketime", SearchOption.AllDirectories)
            .Select(directory => Path.Combine(directory, Library)).FirstOrDefault(File.Exists);
        Assert.SkipWhen(library is null, "needs libfaketime (apt install faketime)");
        rota.Environment["LD_PRELOAD"] = library!;
        rota.Environment["FAKETIME_TIMESTAMP_FILE"] = rota.At("clock");
        rota.Environment["FAKETIME_NO_CACHE"] = "1";

        // A step of the wall clock moves no monotonic clock: that is the point.
        rota.Environment["FAKETIME_DONT_FAKE_MONOTONIC"] = rota.Environment["DONT_FAKE_MONOTONIC"] = "1";

        // Its own correction of timed waits counts the offset into monotonic deadlines, and .NET has no other ones.
        rota.Environment["FAKETIME_FORCE_MONOTONIC_FIX"] = "0";
        Set(TimeSpan.Zero);
    }

    /// <summary>Sets it so far from the true time. Written aside and renamed: no process reads half of it.</summary>
    public void Set(TimeSpan offset) =>
        File.Move(rota.Write("clock.new", $"{offset.TotalSeconds:+0;-0;+0}\n"), rota.At("clock"), overwrite: true);
}
