using Rota.EndToEnd.Tests.Api;
using Rota.EndToEnd.Tests.Harness;

namespace Rota.EndToEnd.Tests.Remote;

/// <summary><c>rota top</c> of a server on a terminal: the same picture and the same keys.</summary>
public sealed class LivingTopTests : IDisposable
{
    private readonly RotaState rota = new();

    [Fact]
    public void A_server_is_watched_and_steered_as_a_state_here()
    {
        using var api = new Daemon(rota, "-j", "1");
        var job = api.Submit($"echo hello; while [ ! -e {rota.At("go")} ]; do sleep 0.02; done", tasks: 3, name: "sweep");
        using var top = new Terminal(rota, $"--server unix:{Path.Combine(rota.State, "api.sock")} --token-file {Path.Combine(rota.State, "api.token")} top", 120, 30);
        top.AwaitSeen($"{job}  sweep");
        top.AwaitSeen("0/3");
        top.Type("\n");
        top.AwaitSeen("ATTEMPT");
        top.Type("l");
        top.AwaitSeen($"log of {job}.");
        top.AwaitSeen("hello");
        top.Type("q");
        top.AwaitSeen("ATTEMPT");
        top.Type("q");
        top.AwaitSeen("sweep");
        top.Type("e");
        top.AwaitSeen("is ready");
        top.Type("q");
        top.Type("p");
        top.AwaitSeen("y does it, any other key does not");
        top.Type("y");
        top.AwaitSeen($"job {job}: paused");
        Assert.Equal("paused", rota.JobState(job));
        Processes.Signal(api.Pid, 9);
        Until.True(() => !Processes.Lives(api.Pid), "it is gone");
        top.AwaitSeen("unix:/");
        rota.Write("go", "");
        api.Up("-j", "1");
        rota.Run("resume", $"{job}", "--detach").Exits(0);
        top.AwaitSeen("3/3");
        top.Type("q");
        Assert.Equal(0, top.ExitCode());
    }

    public void Dispose() => rota.Dispose();
}
