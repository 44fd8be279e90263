using System.Diagnostics;
using Rota.Linux.Processes;

namespace Rota.Node.Tests.Keeper;

/// <summary>What is told of a process is true of it, whatever it is called.</summary>
public sealed class ProcessTableTests
{
    [Fact]
    public void This_process_is_found_as_it_is()
    {
        var own = ProcessTable.Find(Environment.ProcessId)!.Value;
        Assert.Equal((Environment.ProcessId, false, false), (own.Pid, own.IsZombie, own.IsStopped));
        Assert.True(own.StartTicks > 0);
        Assert.True(own.ResidentBytes > 0);
        Assert.Contains(ProcessTable.All(), process => process.Pid == own.Pid && process.StartTicks == own.StartTicks);
    }

    [Fact]
    public void A_child_names_its_parent_and_its_session() => WithChild("sleep", [], child =>
    {
        var (own, found) = (ProcessTable.Find(Environment.ProcessId)!.Value, ProcessTable.Find(child.Id)!.Value);
        Assert.Equal((own.Pid, own.Session), (found.Parent, found.Session));
        Assert.True(found.StartTicks >= own.StartTicks);
    });

    [Theory]
    [InlineData("plain")]
    [InlineData("a b")]
    [InlineData(") Z 1 (")]
    [InlineData("line\nbreak")]
    public void A_name_says_nothing_of_the_rest(string name)
    {
        var directory = Directory.CreateTempSubdirectory("rota-names-").FullName;
        try
        {
            var program = Path.Combine(directory, name);
            File.Copy("/bin/sleep", program);
            WithChild(program, [], child =>
            {
                var found = ProcessTable.Find(child.Id)!.Value;
                Assert.Equal((Environment.ProcessId, false), (found.Parent, found.IsZombie));
            });
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    [Fact]
    public void The_mark_of_an_attempt_is_read_from_its_environment() => WithChild("sleep", new() { [ProcessTable.Marker] = "12@state" }, child =>
    {
        Assert.Equal("12@state", ProcessTable.MarkerOf(child.Id));
        Assert.Null(ProcessTable.MarkerOf(Environment.ProcessId));
    });

    [Fact]
    public void One_that_is_gone_is_not_found()
    {
        var pid = 0;
        WithChild("sleep", [], child => pid = child.Id);
        Assert.Null(ProcessTable.Find(pid));
        Assert.Null(ProcessTable.MarkerOf(pid));
    }

    private static void WithChild(string program, Dictionary<string, string> environment, Action<Process> look)
    {
        var start = new ProcessStartInfo(program, ["600"]) { UseShellExecute = false };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        using var child = Process.Start(start)!;
        try
        {
            look(child);
        }
        finally
        {
            child.Kill();
            child.WaitForExit();
        }
    }
}
