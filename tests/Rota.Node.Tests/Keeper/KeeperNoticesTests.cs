using Rota.Node.Keeper;

namespace Rota.Node.Tests.Keeper;

/// <summary>What a keeper complains of with every try is in its log once a minute.</summary>
public sealed class KeeperNoticesTests
{
    [Fact]
    public void The_same_complaint_is_logged_once_a_minute_and_another_at_once()
    {
        var (log, kernel) = (new ListedLog(), new ListedKernel());
        var notices = new KeeperNotices(log, kernel);
        notices.Hear("no space");
        notices.Hear("no space");
        notices.Hear("no process");
        notices.Hear("no space");
        Assert.Equal(["no space", "no process"], log.Messages);
        kernel.Sleep(TimeSpan.FromMinutes(1));
        notices.Hear("no space");
        Assert.Equal(["no space", "no process", "no space"], log.Messages);
    }
}
