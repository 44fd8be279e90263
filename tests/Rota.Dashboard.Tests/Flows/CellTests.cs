using Microsoft.Playwright;
using Rota.Dashboard.Tests.Harness;
using Rota.EndToEnd.Tests.Cells;

namespace Rota.Dashboard.Tests.Flows;

/// <summary>The nodes of a cell on their page: how they are, and what is done to them.</summary>
public sealed class CellTests(Chromium chromium)
{
    [Fact]
    public async Task A_node_is_drained_opened_cut_off_and_removed_in_sight_of_who_watches()
    {
        using var cell = new TestCell("-j", "1", "--listen", "127.0.0.1:0");
        cell.Join("a");
        await using var context = await chromium.Browser.NewContextAsync();
        context.SetDefaultTimeout(60_000);
        var page = await context.NewPageAsync();
        await page.GotoAsync(cell.Home.Run("dashboard", "--no-open", "--output", "quiet").Exits(0).Out.Trim());
        await page.GetByRole(AriaRole.Navigation, new() { Name = "Pages" }).WaitForAsync();
        await page.GotoAsync(new Uri(new Uri(page.Url), "/nodes").ToString());
        await page.GetByText("1 node of 1 is up and run 0 tasks").WaitForAsync();
        await Do("Drain", "rota cell drain a");
        await page.GetByText("up, draining").WaitForAsync();
        await Do("Open", "rota cell open a");
        await OfNode("Drain").WaitForAsync();
        cell.CutOff("a");
        await page.GetByText("1 is out of reach").WaitForAsync();
        await Do("Remove", "rota cell remove a");
        await page.GetByText("None has joined").WaitForAsync();

        // The home's machine has a row too.
        ILocator OfNode(string title) => page.GetByRole(AriaRole.Row)
            .Filter(new() { HasNotText = "(home)" })
            .GetByRole(AriaRole.Button, new() { Name = $"{title}…" });

        async Task Do(string title, string command)
        {
            await OfNode(title).ClickAsync();
            await page.GetByText(command).WaitForAsync();
            await page.Keyboard.PressAsync("Control+Enter");
        }
    }
}
