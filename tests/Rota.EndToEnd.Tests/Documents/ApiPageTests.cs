namespace Rota.EndToEnd.Tests.Documents;

/// <summary>The page of the API: its commands as printed, one shell after the other.</summary>
public sealed class ApiPageTests
{
    [Fact]
    public void The_page_asks_for_jobs_and_submits_one()
    {
        Assert.SkipUnless(Checkout.Has("curl"), "curl is not installed");
        using var checkout = new Checkout();
        checkout.Rota.Write("job.yaml", "name: by-http\ntasks: [{id: a, command: pwd > here}]\n");
        var script = string.Join('\n', Document.Blocks("docs/api.md").Where(block => !block.StartsWith("using var", StringComparison.Ordinal)));
        var said = checkout.Shell(script.Replace(".rota/", checkout.Rota.State + "/", StringComparison.Ordinal)).Exits(0).Out;
        Assert.Contains("{\"version\":1,\"jobs\":[],", said, StringComparison.Ordinal);
        Assert.Contains("{\"version\":1,\"id\":1,\"new\":true,", said, StringComparison.Ordinal);
        checkout.Rota.Run("wait", "1").Exits(0);
        Assert.Equal(checkout.Rota.Root, File.ReadAllText(checkout.Rota.At("here")).Trim());
        checkout.Rota.Run("down").Exits(0);
        checkout.Rota.Run("check").Exits(0);
    }
}
