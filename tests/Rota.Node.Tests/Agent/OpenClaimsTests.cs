using Rota.Core.Jobs;
using Rota.Core.Model;
using Rota.Fabric.Orders;
using Rota.Node.Agent;

namespace Rota.Node.Tests.Agent;

/// <summary>Which launches are made again because nobody answers.</summary>
public sealed class OpenClaimsTests
{
    private const long Late = OpenClaims.RepeatAfter + 1;

    [Fact]
    public void An_answer_says_for_how_long_it_was_waited_for_once()
    {
        var claims = Claims(1, 2);
        Assert.Equal(700, claims.Replied(new AttemptId(2), 700));
        Assert.Null(claims.Replied(new AttemptId(2), 900));
        Assert.True(claims.TryRepeat(Late + 700, out _));
        Assert.Equal(Late + 800, claims.Answered(new AttemptId(1), Late + 800));
        Assert.Null(claims.Answered(new AttemptId(9), Late + 900));
    }

    [Fact]
    public void A_claim_that_nobody_answers_is_made_again_now_and_then()
    {
        var claims = Claims(1);
        Assert.False(claims.TryRepeat(OpenClaims.RepeatAfter, out _));
        Assert.True(claims.TryRepeat(Late, out var claim));
        Assert.Equal(1, claim.Attempt.Value);
        Assert.False(claims.TryRepeat(Late + 1, out _));
        Assert.True(claims.TryRepeat(2 * Late, out _));
    }

    [Fact]
    public void Only_the_oldest_without_an_answer_is_made_again()
    {
        var claims = Claims(1, 2, 3);
        claims.Answered(new AttemptId(1), 10);
        Assert.True(claims.TryRepeat(10 + Late, out var claim));
        Assert.Equal(2, claim.Attempt.Value);
    }

    [Fact]
    public void What_is_answered_is_not_made_again()
    {
        var claims = Claims(1, 2);
        claims.Answered(new AttemptId(2), 10);
        claims.Answered(new AttemptId(1), 20);
        Assert.False(claims.TryRepeat(100 * Late, out _));
        Assert.Empty(claims.All);
    }

    [Fact]
    public void While_answers_come_nothing_is_made_again()
    {
        var claims = Claims(1, 2);
        claims.Answered(new AttemptId(1), Late);
        Assert.False(claims.TryRepeat(Late + 1, out _));
    }

    [Fact]
    public void A_claim_that_is_made_again_says_so()
    {
        Assert.True(Claims(1).TryRepeat(Late, out var claim));
        Assert.True(claim.IsRepeated);
    }

    [Fact]
    public void To_a_keeper_that_does_not_answer_claims_none_is_made_again()
    {
        var claims = new OpenClaims();
        claims.Add(LaunchOf(1), now: 0);
        claims.Answered(new AttemptId(5), 1);
        Assert.False(claims.TryRepeat(100 * Late, out _));
    }

    private static OpenClaims Claims(params long[] attempts)
    {
        var claims = new OpenClaims();
        claims.Replied(new AttemptId(long.MaxValue), now: 0);
        foreach (var attempt in attempts)
        {
            claims.Add(LaunchOf(attempt), now: 0);
        }

        return claims;
    }

    internal static NodeOrder.Launch LaunchOf(long attempt) =>
        new()
        {
            Attempt = new AttemptId(attempt),
            Job = new JobId(1),
            Fence = 1,
            Spec = new JobSpec { Name = "job", Directory = "/", Policies = [], Tasks = [] },
            Group = 0,
            Index = 0,
            Number = 1,
            Shape = 1,
            IsInPlace = false,
        };
}
