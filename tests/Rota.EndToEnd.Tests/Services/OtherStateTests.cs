using Rota.EndToEnd.Tests.Harness;

namespace Rota.EndToEnd.Tests.Services;

/// <summary>Who books the same machine: <c>rota doctor</c> names them, whosever they are.</summary>
public sealed class OtherStateTests : IDisposable
{
    private readonly RotaState own = new();
    private readonly RotaState other = new();

    [Fact]
    public void A_state_with_tasks_on_the_machine_is_named_to_another_and_not_to_itself()
    {
        Run(other);
        Assert.Contains(other.State, Others(own), StringComparison.Ordinal);
        Assert.DoesNotContain(other.State, Others(other), StringComparison.Ordinal);
    }

    [Fact]
    public void That_of_another_user_is_named_with_whose_it_is()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "needs root to act as another user");
        File.SetUnixFileMode(other.Root, (UnixFileMode)0b111_101_101);
        other.GiveTo("1077");
        Run(other);
        Assert.Contains($"{other.State} (1077, pid ", Others(own), StringComparison.Ordinal);
    }

    public void Dispose()
    {
        other.Dispose();
        own.Dispose();
    }

    private static void Run(RotaState state)
    {
        var run = state.Start("run", "--", "sh", "-c", "echo > began; sleep 600");
        Until.True(() => File.Exists(state.At("began")) || run.HasExited, "its task runs");
        Assert.False(run.HasExited, run.HasExited ? run.Errors : "");
    }

    private static string Others(RotaState state) =>
        state.Json("doctor").Exits(0).Json.GetProperty("findings").EnumerateArray()
            .Single(finding => finding.GetProperty("name").GetString() == "others").ToString();
}
