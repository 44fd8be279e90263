using System.Text.Json;
using Microsoft.Playwright;
using Rota.Dashboard.Tests.Harness;

namespace Rota.Dashboard.Tests.Access;

/// <summary>What a job calls itself and what its tasks write is shown, and does nothing.</summary>
public sealed class HostileTests(Chromium chromium)
{
    public static TheoryData<string> Payloads =>
    [
        "<img src=x onerror=alert(1)>", "<script>alert(1)</script>", "\"><svg onload=alert(1)>", "javascript:alert(1)", "{{constructor.constructor('alert(1)')()}}",
        "‮gnp.exe", "'; DROP TABLE job; --", "</title><script>alert(1)</script>", "=cmd|' /C calc'!A0",
    ];

    [Theory]
    [MemberData(nameof(Payloads))]
    public async Task It_is_text_wherever_it_is_shown(string payload)
    {
        await using var dashboard = await Visit.Start(chromium);
        var file = $"name: {JsonSerializer.Serialize(payload)}\ntags: {{x: {JsonSerializer.Serialize(payload)}}}\ntasks:\n- id: a\n  command: |\n    printf '%s\\n' \"$TEXT\" >&2; exit 3\n  env: {{TEXT: {JsonSerializer.Serialize(payload)}}}\n";
        var (status, body, _) = dashboard.Api.Ask("POST", "/v1/jobs", JsonSerializer.Serialize(new { file, directory = dashboard.Rota.Root }));
        Assert.Equal(System.Net.HttpStatusCode.Created, status);
        dashboard.Api.Ended(body.GetProperty("id").GetInt64());
        foreach (var path in (string[])["/", "/jobs", "/jobs/1", "/jobs/1/tasks", "/jobs/1/failures", "/jobs/1/spec", "/jobs/1/events", "/tasks/1.a"])
        {
            var page = await dashboard.Open(path);
            page.Dialog += (_, dialog) => Assert.Fail($"{path}: a script ran: {dialog.Message}");
            await page.Locator("main :is(h1, h2, .note)").First.WaitForAsync();
            await Assertions.Expect(page.Locator(".awaited")).ToHaveCountAsync(0);
            Assert.Equal(0, await page.Locator("#app script, #app img, #app svg[onload]").CountAsync());
            await page.CloseAsync();
        }
    }
}
