
namespace Rota.EndToEnd.Tests.Documents;

/// <summary>The page of notifications: its receiver, its job file and its commands as printed.</summary>
public sealed class NotificationsTests
{
    [Fact]
    public void The_page_runs_from_its_first_command_to_its_last()
    {
        using var checkout = new Checkout();
        var blocks = Document.Blocks("docs/notifications.md").ToArray();
        checkout.Rota.Write("receiver.py", blocks[0]);
        checkout.Rota.Write("nightly.yaml", blocks[1]);
        foreach (var command in blocks[2].Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            checkout.Shell(command).Exits(0);
        }

        Assert.Equal("verified nightly failed\n", File.ReadAllText(checkout.Rota.At("received.txt")));
        Assert.Equal("nightly failed: it broke\n", File.ReadAllText(checkout.Rota.At("page.txt")));
        Assert.Equal(2, checkout.Rota.Json("notify", "deliveries").Json.GetProperty("deliveries").GetArrayLength());
    }
}
