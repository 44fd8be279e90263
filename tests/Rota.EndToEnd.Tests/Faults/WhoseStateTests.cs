using Rota.EndToEnd.Tests.Harness;

namespace Rota.EndToEnd.Tests.Faults;

/// <summary>Whose state may be used: one's own, where nobody else can put another in its place.</summary>
public sealed class WhoseStateTests
{
    private const int Private = 0b111_000_000;
    private const int Sticky = 0b001_000_000_000;

    public static TheoryData<string> Verbs =>
    [
        "resume", "resume 1", "up -j 1", "up --detach", "runner", "run -- true", "submit -- true", "rerun 1 --all",
        "cancel 1", "pause 1", "priority 1 --to 1", "ls", "status 1", "tasks 1", "logs 1", "explain 1.touch",
        "wait 1", "export 1 --format json", "report 1 -o page.html", "check", "backup copy.db", "prune 1",
        "schedule ls", "queue", "slots", "down", "import list.log --format joblog",
    ];

    [Fact]
    public void A_user_runs_jobs_in_a_directory_of_theirs() => Using(stranger =>
    {
        stranger.Run("run", "id -u > who").Exits(0);
        Assert.Equal($"{Stranger.Uid}", File.ReadAllText(stranger.State.At("who")).Trim());
    });

    [Theory]
    [MemberData(nameof(Verbs))]
    public void Root_in_the_state_of_another_user_is_refused_by_every_verb(string verb) => Using(stranger =>
    {
        stranger.Run("submit", "--", "touch", stranger.State.At("ran")).Exits(0);
        stranger.State.Write("list.log", "Seq\tHost\tStarttime\tJobRuntime\tSend\tReceive\tExitval\tSignal\tCommand\n1\t:\t1\t1\t0\t0\t0\t0\ttrue\n");
        stranger.State.Run(verb.Split(' ')).Exits(5).Says("error[store-unsafe]", $"uid {Stranger.Uid}", "--state DIR", "sudo -u");
        Assert.False(File.Exists(stranger.State.At("ran")), "the job of another user ran as root");
        Assert.Empty(stranger.State.Keepers);
    });

    [Fact]
    public void Root_makes_no_state_in_the_directory_of_another_user() => Using(stranger =>
    {
        stranger.State.Run("run", "--", "true").Exits(5).Says(stranger.State.Root, $"uid {Stranger.Uid}", "--state DIR");
        Assert.False(Directory.Exists(stranger.State.State));
    });

    [Fact]
    public void A_user_in_the_state_of_root_is_refused() => Using(stranger =>
    {
        using var mine = new RotaState(Path.Combine(stranger.Root, "mine"));
        mine.Run("submit", "--", "true").Exits(0);
        stranger.Run("ls", "--state", mine.State).Exits(5).Says("uid 0", "--state DIR");
        File.SetUnixFileMode(mine.Root, (UnixFileMode)Private);
        stranger.Run("ls", "--state", mine.State).Exits(5).Says("permission denied", "--state DIR");
    });

    /// <summary>Who is not let in must not learn that there is nothing, nor that it should be made writable.</summary>
    [Fact]
    public void A_state_that_is_closed_says_where_and_to_whom() => Using(stranger =>
    {
        using var mine = new RotaState(Path.Combine(stranger.Root, "mine"));
        mine.Run("submit", "--", "true").Exits(0);
        File.SetUnixFileMode(mine.Root, (UnixFileMode)Private);
        foreach (var verb in (string[])["ls", "run -- true", "check", "prune 1", "down"])
        {
            stranger.Run(["--state", mine.State, .. verb.Split(' ')]).Exits(5)
                .Says($"error[store-unreachable]: permission denied: {mine.Root} belongs to ", "uid 0", $"closed to uid {Stranger.Uid}", "--state DIR");
        }

        stranger.Run("run", "--state", "/etc/rota-of-a-stranger", "--", "true").Exits(5).Says("no state can be made in /etc", "--state DIR");
        stranger.Run("submit", "--", "true").Exits(0);
        File.SetUnixFileMode(stranger.State.State, UnixFileMode.None);
        stranger.Run("ls").Exits(5).Says("is yours", $"chmod -R u+rwX {stranger.State.State}");
        File.SetUnixFileMode(stranger.State.State, (UnixFileMode)Private);
    });

    /// <summary>Whoever comes first to a name in /tmp must not be taken for oneself.</summary>
    [Fact]
    public void A_directory_that_somebody_else_made_at_the_name_of_a_state_is_refused() => Using(stranger =>
    {
        var shared = Shared(stranger, 0b111_111_111 | Sticky);
        var trap = Directory.CreateDirectory(Path.Combine(shared, "trap"), (UnixFileMode)Private).FullName;
        Stranger.Set(trap, Stranger.Uid);
        stranger.State.Run("run", "--state", trap, "--", "true").Exits(5).Says(trap, $"uid {Stranger.Uid}");
        Assert.Empty(Directory.EnumerateFileSystemEntries(trap));
        stranger.State.Run("run", "--state", Path.Combine(shared, "mine"), "--", "true").Exits(0);
    });

    [Theory]
    [InlineData(0b111_111_111, 0, "chmod go-w")]
    [InlineData(0b111_111_101, Stranger.Uid, "chmod g-w")]
    public void A_parent_that_others_can_write_is_refused_until_it_is_closed(int mode, int group, string remedy) => Using(stranger =>
    {
        var shared = Shared(stranger, mode, group);
        var state = Path.Combine(shared, "below", "state");
        Directory.CreateDirectory(Path.Combine(shared, "below"));
        stranger.State.Run("run", "--state", state, "--", "true").Exits(5).Says($"{remedy} {shared}");
        Assert.False(Directory.Exists(state));
        File.SetUnixFileMode(shared, (UnixFileMode)0b111_101_101);
        stranger.State.Run("run", "--state", state, "--", "true").Exits(0);
        File.SetUnixFileMode(shared, (UnixFileMode)mode);
        stranger.State.Run("ls", "--state", state).Exits(5).Says($"{remedy} {shared}");
    });

    /// <summary>Where umask is 002 each user has a group of their own, and every directory is writable by it.</summary>
    [Fact]
    public void A_parent_that_only_the_users_own_group_can_write_is_no_danger() => Using(stranger =>
    {
        Stranger.Set(stranger.State.Root, Stranger.Uid, 0b010_111_111_101);
        stranger.Run("run", "--", "true").Exits(0);
        Stranger.Set(stranger.State.Root, Stranger.Uid, 0b010_111_111_101, group: 100);
        stranger.Run("ls").Exits(5).Says("gid 100", "chmod g-w");
    });

    [Fact]
    public void A_link_to_the_state_must_be_ones_own() => Using(stranger =>
    {
        var shared = Shared(stranger, 0b111_111_111 | Sticky);
        var state = Path.Combine(stranger.Root, "state");
        stranger.State.Run("run", "--state", state, "--", "true").Exits(0);
        var link = Path.Combine(shared, "link");
        File.CreateSymbolicLink(link, "../state");
        stranger.State.Run("ls", "--state", link).Exits(0);
        Stranger.Set(link, Stranger.Uid);
        stranger.State.Run("ls", "--state", link).Exits(5).Says(link, "symbolic link", $"uid {Stranger.Uid}", "--state DIR");
        stranger.State.Run("run", "--state", link, "--", "true").Exits(5).Says(link);
    });

    [Theory]
    [InlineData("rota.db")]
    [InlineData("rota.db-wal")]
    [InlineData("rota.db-shm")]
    [InlineData("shared")]
    [InlineData("write.lock")]
    [InlineData("serve.lock")]
    [InlineData("keeper")]
    [InlineData("keeper/journal")]
    [InlineData("keeper/anchor.journal")]
    [InlineData("keeper/socket")]
    [InlineData("keeper/log")]
    [InlineData("live")]
    [InlineData("live/9.out")]
    [InlineData("jobs")]
    public void What_belongs_to_somebody_else_in_a_state_is_refused(string name) => Using(stranger =>
    {
        using var mine = new RotaState(Path.Combine(stranger.Root, "mine"));
        mine.Run("run", "--", "true").Exits(0);
        Array.ForEach([.. mine.Anchors, .. mine.Keepers], pid => Processes.Signal(pid, Processes.SigKill));
        var path = Path.Combine(mine.State, name);
        if (!Path.Exists(path))
        {
            File.WriteAllText(path, "");
        }

        Stranger.Set(path, Stranger.Uid);
        mine.Run("ls").Exits(5).Says(path, $"uid {Stranger.Uid}", "chown");
        mine.Run("run", "--", "touch", mine.At("ran")).Exits(5).Says(path);
        Assert.False(File.Exists(mine.At("ran")));
        Stranger.Set(path);
        mine.Run("ls").Exits(0);
    });

    /// <summary>A rootless container shows one number for all owners that it has none for, /home's among them.</summary>
    [Fact]
    public void Parents_without_an_owner_in_a_user_namespace_are_no_danger() => Using(stranger =>
    {
        string[] container = ["unshare", "--user", "--map-root-user"];
        Assert.SkipUnless(stranger.RunThrough(container, "--version").ExitCode == 0, "no user namespaces here");
        stranger.RunThrough(container, "run", "id -u > who").Exits(0);
        Assert.Equal("0", File.ReadAllText(stranger.State.At("who")).Trim());
    });

    private static string Shared(Stranger stranger, int mode, int group = 0)
    {
        var shared = Directory.CreateDirectory(Path.Combine(stranger.Root, "shared")).FullName;
        Stranger.Set(shared, mode: mode, group: group);
        return shared;
    }

    private static void Using(Action<Stranger> test)
    {
        using var stranger = new Stranger();
        test(stranger);
    }
}
