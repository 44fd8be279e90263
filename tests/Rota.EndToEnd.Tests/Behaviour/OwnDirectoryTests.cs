using Rota.EndToEnd.Tests.Harness;

namespace Rota.EndToEnd.Tests.Behaviour;

/// <summary>The directory that an attempt has to itself: new, empty, and gone by rule.</summary>
public sealed class OwnDirectoryTests : IDisposable
{
    private readonly RotaState rota = new();

    private string Directories => Path.Combine(rota.State, "jobs", "1", "dirs");

    private string[] Left => Directory.Exists(Directories) ? Directory.GetDirectories(Directories) : [];

    private string[] Marks => Directory.GetFiles(Path.Combine(rota.State, "live"), "*.dir");

    public void Dispose() => rota.Dispose();

    [Fact]
    public void Each_attempt_runs_in_one_that_is_empty_and_its_own()
    {
        rota.RunFile("""
            tasks:
              - id: t
                array: 1-3
                retry: 2
                dir: fresh
                command: 'ls -A; stat -c %a .; test "$PWD" -ef "$ROTA_DIR" && echo here; echo $ROTA_JOB_DIR; pwd >> $ROTA_JOB_DIR/places; touch used; test $ROTA_ATTEMPT = 2'
            """, "-C", rota.Root).Exits(0);
        Assert.Equal(6, File.ReadAllLines(rota.At("places")).Distinct().Count());
        Assert.Equal($"700\nhere\n{rota.Root}\n", rota.Run("logs", "1.t.2").Exits(0).Out);
        Until.True(() => Left is [] && Marks is [], "nothing of them is left");
    }

    [Theory]
    [InlineData("fresh", 0)]
    [InlineData("fresh:failed", 1)]
    [InlineData("fresh:always", 2)]
    public void It_stays_by_rule(string rule, int kept)
    {
        rota.RunFile($$"""
            tasks:
              - {id: good, dir: "{{rule}}", command: "touch good"}
              - {id: bad, dir: "{{rule}}", command: "touch bad; exit 1"}
              - {id: never, dir: "{{rule}}", command: [no-such-program]}
            """).Exits(1);
        Until.True(() => Marks is [], "it is decided what stays");
        Assert.Equal(kept, Left.Count(one => Directory.GetFiles(one).Length > 0));
        Assert.Equal(kept > 0, Left.Any(one => File.Exists(Path.Combine(one, "bad"))));
        rota.Run("prune", "--older-than", "0s", "--yes");
    }

    [Fact]
    public void It_stays_while_processes_of_the_attempt_live()
    {
        rota.RunFile($$"""
            tasks:
              - id: t
                dir: fresh
                command: '(trap "" TERM; touch ready; sleep 1; test -d $ROTA_DIR && touch {{rota.At("was-there")}}) & while [ ! -e ready ]; do sleep 0.02; done'
            """).Exits(0);
        Assert.True(File.Exists(rota.At("was-there")));
        Until.True(() => Left is [], "nothing of them is left");
    }

    [Fact]
    public void What_a_task_plants_there_leads_nowhere()
    {
        rota.Write("precious", "stays");
        rota.RunFile($$"""
            tasks:
              - id: t
                dir: fresh
                command: 'ln -s {{rota.Root}} link; mkdir -p a/b; ln -s {{rota.At("precious")}} a/b/link; chmod 0 a/b a .'
            """).Exits(0);
        Until.True(() => Left is [] && Marks is [], "nothing of them is left");
        Assert.Equal("stays", File.ReadAllText(rota.At("precious")));
    }

    [Fact]
    public void A_keeper_that_dies_before_it_is_removed_leaves_it_to_the_next()
    {
        using (var run = rota.StartWith(new() { ["ROTA_CRASH_AT"] = "keeper-before-removal:2" }, "run", "-j", "1", "--array", "1-2", "--dir", "fresh", "--", "touch", "used"))
        {
            run.Wait();
        }

        rota.Run("run", "--", "true").Exits(0);
        Until.True(() => Left is [] && Marks is [], "nothing of them is left");
    }

    [Fact]
    public void A_missing_program_is_told_and_its_directory_goes()
    {
        rota.Run("run", "--dir", "fresh", "--", "./sim.sh").Exits(1);
        Until.True(() => Left is [] && Marks is [], "nothing of them is left");
    }
}
