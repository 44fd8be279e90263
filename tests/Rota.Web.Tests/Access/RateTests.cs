using System.Net;
using System.Net.Http.Headers;
using Rota.App.Access;
using Rota.Web.Access;

namespace Rota.Web.Tests.Access;

/// <summary>How often a token may ask.</summary>
public sealed class RateTests
{
    [Fact]
    public void So_many_are_let_in_at_once_and_so_many_more_with_each_second()
    {
        var bucket = new TokenBucket(burst: 10, perSecond: 2);
        Assert.Equal(10, Taken(bucket, TimeSpan.Zero));
        Assert.Equal(TimeSpan.FromSeconds(0.5), bucket.Take(TimeSpan.Zero));
        Assert.Equal(0, Taken(bucket, TimeSpan.FromSeconds(0.4)));
        Assert.Equal(6, Taken(bucket, TimeSpan.FromSeconds(3.1)));
        Assert.Equal(10, Taken(bucket, TimeSpan.FromSeconds(1000)));
    }

    [Fact]
    public void Being_refused_costs_nothing_and_no_time_gives_more_than_the_most()
    {
        var bucket = new TokenBucket(burst: 3, perSecond: 1);
        Assert.Equal(3, Taken(bucket, TimeSpan.FromSeconds(100)));
        for (var tries = 0; tries < 1_000; tries++)
        {
            Assert.Equal(TimeSpan.FromSeconds(1), bucket.Take(TimeSpan.FromSeconds(100)));
        }

        Assert.Equal(1, Taken(bucket, TimeSpan.FromSeconds(101)));
    }

    [Fact]
    public async Task A_token_that_asks_too_often_is_told_when_to_come_again_and_others_are_answered()
    {
        using var state = new ServedState();
        var (wild, calm) = (Make(state, "wild"), Make(state, "calm"));
        state.Client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", wild);
        var (status, body, answer) = await state.Ask("GET", "/v1/jobs/7");
        var asked = 1;
        while (status == HttpStatusCode.NotFound)
        {
            // The bucket fills while it is emptied: with several at a time it is emptied on a slow machine too.
            var many = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => state.Ask("GET", "/v1/jobs/7")));
            (status, body, answer) = many.FirstOrDefault(one => one.Status != HttpStatusCode.NotFound, many[0]);
            Assert.True((asked += many.Length) < 1_000_000, "it is never refused");
        }

        Assert.True(asked > RateLimits.Burst);
        Assert.Equal((HttpStatusCode.TooManyRequests, "too-many-requests"), (status, body.GetProperty("code").GetString()));
        Assert.Equal(answer.Headers.RetryAfter!.Delta!.Value.TotalSeconds, body.GetProperty("retry_after_seconds").GetInt32());
        state.Client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", calm);
        Assert.Equal(HttpStatusCode.OK, (await state.Ask("GET", "/v1/jobs")).Status);
        state.Client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", state.Token);
        Assert.Equal(HttpStatusCode.OK, (await state.Ask("GET", "/v1/jobs")).Status);
    }

    private static int Taken(TokenBucket bucket, TimeSpan now)
    {
        var taken = 0;
        while (bucket.Take(now) == TimeSpan.Zero)
        {
            taken++;
        }

        return taken;
    }

    private static string Make(ServedState state, string name) => TokenCases.Create(state.Site, new TokenRequest(name, "read")).Token;
}
