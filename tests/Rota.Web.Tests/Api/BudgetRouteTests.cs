using System.Net;
using System.Text.Json;

namespace Rota.Web.Tests.Api;

/// <summary>Budgets over HTTP: what the verbs do, with plans.</summary>
public sealed class BudgetRouteTests : IDisposable
{
    private readonly ServedState state = new();

    public void Dispose() => state.Dispose();

    [Fact]
    public async Task A_scope_is_set_granted_more_and_forgotten()
    {
        await Done("set", """{"scope":"/","amounts":"slots=4,cpus=2.5"}""");
        await Done("set", """{"scope":"/a","amounts":"slots=1","ceiling":"slots=3","weight":2}""");
        var list = await Done("grant", """{"scope":"/a","amounts":"slots=2","for":"8h","why":"tonight"}""");
        Assert.Equal(3, Rights(list, "/a"));
        Assert.Equal("tonight", list.GetProperty("grants")[0].GetProperty("why").GetString());
        Assert.Equal(1, Rights(await Done("recall", """{"grant":1}"""), "/a"));
        Assert.Equal(1, (await Done("remove", """{"scope":"/a"}""")).GetProperty("scopes").GetArrayLength());
        var (_, all, _) = await state.Ask("GET", "/v1/budgets?all=true");
        Assert.Equal("over", all.GetProperty("grants")[0].GetProperty("state").GetString());
    }

    [Theory]
    [InlineData("set", """{"scope":"/a","amounts":"slots=5"}""", HttpStatusCode.Conflict, "budget-refused")]
    [InlineData("set", """{"scope":"a","amounts":"slots=5"}""", HttpStatusCode.BadRequest, "bad-option")]
    [InlineData("set", """{"scope":"/a","amounts":"slot=5"}""", HttpStatusCode.BadRequest, "bad-option")]
    [InlineData("set", """{"amounts":"slots=5"}""", HttpStatusCode.BadRequest, "usage")]
    [InlineData("grant", """{"scope":"/b","amounts":"slots=1"}""", HttpStatusCode.Conflict, "budget-refused")]
    [InlineData("grant", """{"scope":"/","amounts":"slots=1","for":"soon"}""", HttpStatusCode.BadRequest, "bad-option")]
    [InlineData("lend", """{"scope":"/","amounts":"slots=1"}""", HttpStatusCode.BadRequest, "usage")]
    [InlineData("recall", """{"grant":7}""", HttpStatusCode.NotFound, "no-such-grant")]
    [InlineData("remove", """{"scope":"/b"}""", HttpStatusCode.NotFound, "no-such-scope")]
    public async Task What_cannot_be_is_refused_with_its_code(string verb, string body, HttpStatusCode status, string code)
    {
        await Done("set", """{"scope":"/","amounts":"slots=4"}""");
        foreach (var query in (string[])["?plan=true", ""])
        {
            var (answered, problem, _) = await state.Ask("POST", $"/v1/budgets:{verb}{query}", body);
            Assert.Equal((status, code), (answered, problem.GetProperty("code").GetString()));
        }
    }

    [Fact]
    public async Task A_plan_does_nothing_and_holds_until_somebody_changes_what_it_was_made_of()
    {
        await Done("set", """{"scope":"/","amounts":"slots=4"}""");
        await Done("set", """{"scope":"/a","amounts":"slots=1"}""");
        const string Body = """{"scope":"/a","amounts":"slots=2","for":"8h"}""";
        var (_, planned, answer) = await state.Ask("POST", "/v1/budgets:grant?plan=true", Body);
        Assert.Equal(3, Rights(planned, "/a"));
        Assert.Equal(1, planned.GetProperty("grants")[0].GetProperty("number").GetInt64());
        var id = answer.Headers.GetValues("Plan-Id").Single();
        Assert.Equal(id, (await state.Ask("POST", "/v1/budgets:grant?plan=true", Body)).Item3.Headers.GetValues("Plan-Id").Single());
        await Done("set", """{"scope":"/a","amounts":"slots=2"}""");
        var (status, problem, _) = await state.Ask("POST", "/v1/budgets:grant", Body, ("If-Plan", id));
        Assert.Equal((HttpStatusCode.PreconditionFailed, "plan-moved"), (status, problem.GetProperty("code").GetString()));
        var again = (await state.Ask("POST", "/v1/budgets:grant?plan=true", Body)).Item3.Headers.GetValues("Plan-Id").Single();
        Assert.Equal(HttpStatusCode.OK, (await state.Ask("POST", "/v1/budgets:grant", Body, ("If-Plan", again))).Item1);
        Assert.Equal(4, Rights((await state.Ask("GET", "/v1/budgets")).Item2, "/a"));
    }

    private static decimal Rights(JsonElement list, string scope) =>
        list.GetProperty("scopes").EnumerateArray()
            .Single(one => one.GetProperty("path").GetString() == scope)
            .GetProperty("resources")[0].GetProperty("rights").GetDecimal();

    private async Task<JsonElement> Done(string verb, string body)
    {
        var (status, answer, _) = await state.Ask("POST", $"/v1/budgets:{verb}", body);
        Assert.True(status == HttpStatusCode.OK, $"{status}: {answer}");
        return answer;
    }
}
