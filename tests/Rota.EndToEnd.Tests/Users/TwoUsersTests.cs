using System.Text.Json;
using System.Text.RegularExpressions;
using Rota.EndToEnd.Tests.Harness;

namespace Rota.EndToEnd.Tests.Users;

/// <summary>Two users of one daemon: what each hands in is theirs, runs as them, and is not there for the other.</summary>
public sealed partial class TwoUsersTests
{
    private const string WhoAmI = "echo ids $(id -u) $(id -ru) $(id -g) $(id -G); echo $HOME $USER $LOGNAME $SHELL; umask; pwd; grep -E '^(Cap(Prm|Eff|Amb)|Groups)' /proc/self/status; env; echo again > /dev/stderr; touch made";

    [Fact]
    public void Tasks_run_as_who_submitted_them_with_nothing_of_the_daemon()
    {
        using var machine = new SharedMachine();
        foreach (var user in (string[])[machine.Anna, machine.Bert])
        {
            var uid = SharedMachine.UidOf(user);
            machine.As(user, "run", "--", "sh", "-c", WhoAmI).Exits(0);
            var lines = machine.As(user, "logs", $"{(user == machine.Anna ? 1 : 2)}").Exits(0).Lines;
            Assert.Contains($"ids {uid} {uid} {Known(machine, "-g", user)} {Known(machine, "-G", user)}", lines);
            Assert.Contains(lines, line => line.StartsWith($"{machine.HomeOf(user)} {user} {user} /", StringComparison.Ordinal));
            Assert.Contains(machine.HomeOf(user), lines);
            Assert.Contains("again", lines);
            Assert.Equal(3, lines.Count(line => line is ['C', 'a', 'p', ..] && line.EndsWith("\t0000000000000000", StringComparison.Ordinal)));
            Assert.DoesNotContain(lines, line => line.Contains(SharedMachine.Canary, StringComparison.Ordinal) );
            Assert.Equal($"{uid}", machine.Rota.StartProgram([], "stat", "-c", "%u", Path.Combine(machine.HomeOf(user), "made")).Wait().Out.Trim());
        }
    }

    [Fact]
    public void Jobs_of_others_are_absent_to_every_verb()
    {
        using var machine = new SharedMachine();
        machine.As(machine.Anna, "submit", "--", "sleep", "600").Exits(0);
        Until.True(() => machine.As(machine.Anna, "status", "1", "--output", "json").Out.Contains("\"running\"", StringComparison.Ordinal), "it runs");
        foreach (var verb in (string[])["status", "tasks", "logs", "explain", "cancel", "pause", "rerun --all", "export", "wait --timeout 1s", "hold", "failures", "seal"])
        {
            var words = verb.Split(' ');
            var (foreign, absent) = (machine.As(machine.Bert, [words[0], "1", .. words[1..]]), machine.As(machine.Bert, [words[0], "99", .. words[1..]]));
            Assert.NotEqual(0, foreign.ExitCode);
            Assert.Equal(absent.ToString().Replace("99", "1", StringComparison.Ordinal), foreign.ToString());
        }

        Assert.DoesNotContain("sleep", machine.As(machine.Bert, "ls").Exits(0).Out, StringComparison.Ordinal);
        Assert.Contains("sleep", machine.As(machine.Anna, "ls").Exits(0).Out, StringComparison.Ordinal);
        Assert.Contains("sleep", machine.As("root", "ls").Exits(0).Out, StringComparison.Ordinal);
        machine.As(machine.Anna, "cancel", "1").Exits(0);
    }

    [Fact]
    public void Every_route_answers_of_a_job_of_others_as_of_none()
    {
        using var machine = new SharedMachine();
        machine.As(machine.Anna, "run", "--", "echo", SharedMachine.Canary).Exits(0);
        using var document = JsonDocument.Parse(File.ReadAllText(Path.Combine(RotaBinary.Root, "docs/openapi.json")));
        var asked = 0;
        foreach (var path in document.RootElement.GetProperty("paths").EnumerateObject().Where(path => OfJob().IsMatch(path.Name)))
        {
            foreach (var method in path.Value.EnumerateObject().Select(method => method.Name.ToUpperInvariant()).Where(name => name is "GET" or "POST" or "PUT"))
            {
                string Of(string job) => machine.Ask(machine.Bert, method,
                    path.Name.Replace("{job}", job, StringComparison.Ordinal).Replace("{task}", job + ".echo", StringComparison.Ordinal).Replace("{stream}", "output", StringComparison.Ordinal).Replace("{number}", "1", StringComparison.Ordinal),
                    method == "GET" ? null : "{}");
                var (foreign, absent) = (Of("1"), Of("99"));
                asked++;
                Assert.True(Plain(foreign) == Plain(absent), $"{method} {path.Name}\n{foreign}\n---\n{absent}");
                Assert.DoesNotContain(SharedMachine.Canary, foreign, StringComparison.Ordinal);
            }
        }

        Assert.True(asked > 30, $"{asked} routes");
        foreach (var path in (string[])["/v1/jobs", "/v1/open-jobs", "/v1/events", "/v1/overview"])
        {
            Assert.DoesNotContain(SharedMachine.Canary, machine.Ask(machine.Bert, "GET", path), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void What_is_of_all_is_for_root_and_the_group_that_was_named()
    {
        using var machine = new SharedMachine("--admin-group", SharedMachine.GroupOfBert);
        machine.As(machine.Anna, "submit", "--", "sleep", "600").Exits(0);
        machine.As(machine.Anna, "queue", "set", "q", "--concurrency", "1").Exits(6).Says("is of the whole state");
        foreach (var path in (string[])["/v1/tokens", "/v1/audit", "/v1/queues", "/v1/notify", "/v1/overview", "/v1/operations", "/metrics"])
        {
            Assert.Contains(machine.Ask(machine.Anna, "GET", path)[^3..], (string[])["403", "404"]);
        }

        machine.As(machine.Bert, "queue", "set", "q", "--concurrency", "1").Exits(0);
        machine.As(machine.Bert, "run", "--", "sh", "-c", "id -u > who").Exits(0);
        Assert.Equal($"{SharedMachine.UidOf(machine.Bert)}", File.ReadAllText(Path.Combine(machine.HomeOf(machine.Bert), "who")).Trim());
        machine.As(machine.Bert, "cancel", "1").Exits(0);
        var audit = machine.Rota.Run("audit", "--output", "json").Exits(0).Out;
        Assert.Contains($"user:{machine.Anna}({SharedMachine.UidOf(machine.Anna)})", audit, StringComparison.Ordinal);
        Assert.Contains($"user:{machine.Bert}({SharedMachine.UidOf(machine.Bert)})", audit, StringComparison.Ordinal);
        machine.Rota.Run("audit", "verify").Exits(0);
    }

    [Fact]
    public void Nobody_hands_in_for_others_nor_before_them_nor_waits_for_theirs()
    {
        using var machine = new SharedMachine();
        machine.As(machine.Anna, "submit", "--key", "k", "--", "sleep", "600").Exits(0);
        machine.As(machine.Bert, "submit", "--tags", "rota.owner=0", "--", "true").Exits(6).Says("rota.owner");
        machine.As(machine.Bert, "submit", "--priority", "1", "--", "true").Exits(6).Says("before those of all other users");
        var (foreign, absent) = (machine.As(machine.Bert, "submit", "--after", "1", "--", "true"), machine.As(machine.Bert, "submit", "--after", "99", "--", "true"));
        Assert.Equal(absent.ToString().Replace("99", "1", StringComparison.Ordinal), foreign.ToString());
        Assert.Equal("2", machine.As(machine.Bert, "submit", "--output", "quiet", "--key", "k", "--", "sleep", "600").Exits(0).Out.Trim());
        machine.As(machine.Bert, "priority", "2", "--to", "5").Exits(6).Says("before those of all other users");
        machine.As(machine.Bert, "cancel", "2").Exits(0);
        machine.As(machine.Anna, "cancel", "1").Exits(0);
    }

    private static string Known(SharedMachine machine, string what, string user) => machine.Rota.StartProgram([], "id", what, user).Wait().Exits(0).Out.Trim();

    /// <summary>Without the number that was asked for.</summary>
    private static string Plain(string answer) => Number().Replace(RequestId().Replace(answer, ""), "N");

    [GeneratedRegex(@"\b(1|99)\b")]
    private static partial Regex Number();

    [GeneratedRegex("\"request_id\":\"[^\"]*\"")]
    private static partial Regex RequestId();

    [GeneratedRegex("{(job|task)}")]
    private static partial Regex OfJob();
}
