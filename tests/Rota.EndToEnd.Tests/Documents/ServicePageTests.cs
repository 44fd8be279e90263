namespace Rota.EndToEnd.Tests.Documents;

/// <summary>The page of the service: its commands as printed, in a home of their own.</summary>
public sealed class ServicePageTests
{
    [Fact]
    public void Its_commands_write_the_unit_that_it_explains()
    {
        using var checkout = new Checkout();
        checkout.Rota.Environment["XDG_CONFIG_HOME"] = checkout.Rota.At("config");
        foreach (var command in Document.Blocks("docs/service.md").First().Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            checkout.Shell(command).Exits(0);
        }

        var unit = File.ReadAllLines(checkout.Rota.At("config/systemd/user/rota.service"));
        var explained = Document.Text("docs/service.md").Split('\n').Where(line => line.StartsWith("| `", StringComparison.Ordinal)).SelectMany(line => line.Split('`')[1..^1].Where(word => word.Contains('=', StringComparison.Ordinal)));
        Assert.Equal(6, explained.Intersect(unit).Count());
    }
}
