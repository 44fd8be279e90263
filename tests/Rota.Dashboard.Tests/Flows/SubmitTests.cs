using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Rota.Dashboard.Tests.Harness;

namespace Rota.Dashboard.Tests.Flows;

/// <summary>A job from the page: checked as it is written, planned, then submitted.</summary>
public sealed partial class SubmitTests(Chromium chromium)
{
    [Fact]
    public async Task A_mistake_is_shown_at_its_place_and_what_is_right_is_planned_and_submitted()
    {
        await using var dashboard = await Visit.Start(chromium);
        dashboard.Expects("status of 4");
        var page = await dashboard.Open("/submit");
        var file = page.GetByRole(AriaRole.Textbox, new() { Name = "Job file" });
        await file.FillAsync("name: hello\nparams: {who: world}\ntasks:\n- id: a\n  comand: echo hi\n");
        await page.GetByRole(AriaRole.Button, new() { Name = "line 5, column 3" }).First.ClickAsync();
        Assert.Equal("comand: echo hi\n", (await file.EvaluateAsync<string>("area => area.value.slice(area.selectionStart)")));
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Submit ctrl+enter" })).ToBeDisabledAsync();
        await file.FillAsync("name: hello\nparams: {who: world}\ntasks:\n- id: a\n  array: 1-3\n  command: echo ${params.who}\n");
        await page.GetByText("3 tasks in 1 step").WaitForAsync();
        await page.GetByLabel("who").FillAsync("anna");
        await page.GetByLabel("who").BlurAsync();
        await page.GetByText("-p who=anna").WaitForAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Submit ctrl+enter" }).ClickAsync();
        await Visit.At(page, "/jobs/1");
        dashboard.Api.Ended(1);
        Assert.Equal("anna\n", dashboard.Api.Text("/v1/tasks/1.a.1/streams/output"));
    }

    [Fact]
    public async Task A_job_is_submitted_again_with_changes()
    {
        await using var dashboard = await Visit.Start(chromium);
        dashboard.SubmitFailing();
        var page = await dashboard.Open("/submit?from=1");
        var file = page.GetByRole(AriaRole.Textbox, new() { Name = "Job file" });
        await Assertions.Expect(file).ToHaveValueAsync(NoRoom());
    }

    [Theory]
    [InlineData("Job file", "name: changed\ntasks:\n- id: a\n  command: echo changed\n")]
    [InlineData("Starts in", "/tmp")]
    public async Task What_is_changed_after_a_plan_is_submitted_with_the_next_plan_and_not_before(string field, string value)
    {
        await using var dashboard = await Visit.Start(chromium);
        var page = await dashboard.Open("/submit");
        await page.GetByRole(AriaRole.Textbox, new() { Name = "Job file" }).FillAsync("name: first\ntasks:\n- id: a\n  command: pwd\n");
        var submit = page.GetByRole(AriaRole.Button, new() { Name = "Submit ctrl+enter" });
        await Assertions.Expect(submit).ToBeEnabledAsync();
        var mayPlan = new TaskCompletionSource();
        await page.RouteAsync("**/v1/jobs?plan=true", async route =>
        {
            await mayPlan.Task;
            await route.ContinueAsync();
        });
        await page.GetByRole(AriaRole.Textbox, new() { Name = field }).FillAsync(value);
        await Assertions.Expect(submit).ToBeDisabledAsync();
        await page.Keyboard.PressAsync("Control+Enter");
        Assert.Equal(0, dashboard.Api.Ask("GET", "/v1/jobs").Body.GetProperty("jobs").GetArrayLength());
        mayPlan.SetResult();
        await Assertions.Expect(submit).ToBeEnabledAsync();
        await submit.ClickAsync();
        await Visit.At(page, "/jobs/1");
        dashboard.Api.Ended(1);
        Assert.Equal(field == "Job file" ? "changed\n" : "/tmp\n", dashboard.Api.Text("/v1/tasks/1.a/streams/output"));
    }

    [GeneratedRegex("no room for", RegexOptions.None, 1_000)]
    private static partial Regex NoRoom();
}
