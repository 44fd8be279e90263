namespace Rota.EndToEnd.Tests.Documents;

/// <summary>docs/budgets.md, followed by a reader: its commands run as printed, in their order, and show what it shows.</summary>
public sealed class BudgetPageTests
{
    private const string Page = "docs/budgets.md";

    [Fact]
    public void Who_follows_the_page_sees_what_it_shows()
    {
        using var checkout = new Checkout();
        var shown = new List<string>();
        foreach (var block in Document.Blocks(Page).Where(block => block.Contains("rota ", StringComparison.Ordinal) && !block.StartsWith("error", StringComparison.Ordinal)))
        {
            foreach (var command in block.Split('\n', StringSplitOptions.RemoveEmptyEntries))
            {
                var ran = checkout.Shell(command).Exits(0);
                shown.Add(ran.Out + ran.Error);
            }
        }

        foreach (var block in Document.Blocks(Page).Where(block => block.StartsWith("SCOPE", StringComparison.Ordinal) || block.StartsWith("error", StringComparison.Ordinal)))
        {
            Assert.Contains(shown, text => Form(text).Contains(Form(block), StringComparison.Ordinal));
        }

        Assert.All(checkout.Rota.Json("ls").Json.GetProperty("jobs").EnumerateArray(), job => Assert.Equal("succeeded", job.GetProperty("state").GetString()));
        checkout.Rota.Run("check").Exits(0);
    }

    private static string Form(string text) =>
        string.Join('\n', text.Split('\n').Select(line => string.Join(' ', line.Split(' ', StringSplitOptions.RemoveEmptyEntries))));
}
