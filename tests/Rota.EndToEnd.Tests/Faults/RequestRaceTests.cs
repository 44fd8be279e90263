using Rota.EndToEnd.Tests.Harness;

namespace Rota.EndToEnd.Tests.Faults;

/// <summary>Requests that come in the very turn in which their job ends: the store still shows it open.</summary>
public sealed class RequestRaceTests
{
    private const int Rounds = 2;

    [Theory]
    [InlineData("pause")]
    [InlineData("cancel")]
    [InlineData("priority", "--to", "3")]
    public void A_request_in_the_turn_of_the_end_revives_nothing(string verb, params string[] options)
    {
        for (var round = 0; round < Rounds; round++)
        {
            using var rota = new RotaState();
            using var run = rota.Start("run", "--", "sh", "-c",
                rota.Effects.Command + $"while [ ! -e {rota.At("go")} ]; do sleep 0.01; done");
            Until.True(() => rota.Effects.Count == 1 && rota.TasksOf()[0].State == "running", "the task runs");

            // Both the end and the request are there when the run process goes on.
            run.Signal(Processes.SigStop);
            rota.Write("go", "");
            Until.True(() => rota.Tasks.Length == 0, "the task has ended");
            using var request = rota.Start([verb, "1", .. options]);
            Until.True(() => request.HasExited || Inbox(rota) > 0, "the request is left");
            run.Signal(Processes.SigCont);
            run.Wait();
            request.Wait();
            rota.Run("check").Exits(0);
            Assert.Single(rota.AttemptsOf());
            Assert.Contains(rota.JobState(), verb == "cancel" ? ["succeeded", "cancelled"] : (string[])["succeeded"]);
        }
    }

    private static int Inbox(RotaState rota)
    {
        using var query = rota.StartProgram([], "sqlite3", Path.Combine(rota.State, "rota.db"),
            "SELECT count(*) FROM inbox WHERE kind <> 'Run'");
        return int.Parse(query.Wait().Exits(0).Out, null);
    }
}
