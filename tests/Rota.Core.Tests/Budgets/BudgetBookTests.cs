using FsCheck;
using FsCheck.Fluent;
using Rota.Core.Budgets;
using Rota.Core.Model;

namespace Rota.Core.Tests.Budgets;

public sealed class BudgetBookTests
{
    private static readonly string[] Resources = ["cpus", "slots"];

    private static readonly ScopePath[] Scopes =
        [.. new[] { "/", "/a", "/a/b", "/a/b/c", "/a/d", "/e" }.Select(text => ScopePath.Parse(text)!.Value)];

    private static readonly Gen<ScopePath> AnyScope = Gen.Elements(Scopes);

    private static readonly Gen<Amounts> AnyAmounts =
        from resources in Gen.Elements("cpus", "slots", "cpus,slots")
        from amount in Gen.Choose(0, 12)
        select Of(string.Join(',', resources.Split(',').Select(one => $"{one}={amount}")));

    private static readonly Gen<Step> AnyStep = Gen.Frequency(
        (4, from path in AnyScope from has in AnyAmounts from most in AnyAmounts select (Step)new Step.Set(path, has, most)),
        (1, from path in AnyScope select (Step)new Step.Forget(path)),
        (6, from kind in Gen.Elements(GrantKind.Grant, GrantKind.Loan)
            from way in Gen.Two(AnyScope)
            from amounts in AnyAmounts
            from after in Gen.Choose(0, 20)
            from lasts in Gen.Choose(1, 20)
            select (Step)new Step.Give(kind, way.Item1, way.Item2, amounts, after, lasts)),
        (2, from id in Gen.Choose(1, 12) from after in Gen.Choose(0, 6) select (Step)new Step.Recall(id, after)),
        (2, from time in Gen.Choose(1, 5) select (Step)new Step.Pass(time))
    );

    private static readonly Arbitrary<Step[]> Stories = AnyStep.ArrayOf(40).ToArbitrary();

    [Fact]
    public void Rights_are_moved_and_never_copied_whatever_is_asked_in_whatever_order() =>
        Check.QuickThrowOnFailure(Prop.ForAll(Stories, steps =>
        {
            var (book, now, id) = (BudgetBook.Empty, 1L, 0L);
            foreach (var step in steps)
            {
                var before = Written(book);
                if (step is Step.Pass pass)
                {
                    now += pass.By;
                    continue;
                }

                var decision = Decide(book, step, now, ++id);
                Assert.Equal(before, Written(book));
                if (decision.Refusal is null)
                {
                    book = decision.After;
                }
                else
                {
                    Assert.Same(book, decision.After);
                }

                foreach (var resource in Resources)
                {
                    for (var at = now; at < now + 45; at++)
                    {
                        Hold(book, resource, new Instant(at), step);
                    }
                }
            }
        }));

    [Fact]
    public void How_rights_go_on_is_what_they_are_at_each_instant() =>
        Check.QuickThrowOnFailure(Prop.ForAll(Stories, steps =>
        {
            var (book, id) = (BudgetBook.Empty, 0L);
            foreach (var step in steps.Where(step => step is not Step.Pass))
            {
                book = Decide(book, step, 1, ++id).After;
            }

            foreach (var scope in Scopes)
            {
                var course = RightsCourse.Parse(book.Course(scope, "cpus", new Instant(1)).Text);
                for (var at = new Instant(1); at.Micros < 60; at = new Instant(at.Micros + 1))
                {
                    Assert.Equal(book.Rights(scope, "cpus", at), course.At(at));
                    Assert.True(course.Since(at) <= at && at < course.Next(at));
                    Assert.Equal(course.At(at), course.At(new Instant(Math.Min(60, course.Next(at).Micros) - 1)));
                }
            }
        }));

    [Theory]
    [InlineData("/a", "cpus=41", "TooFewRights / cpus 1000 0")]
    [InlineData("/a", "cpus=30", "HandedOn /a cpus 31000 30000")]
    [InlineData("/a/b", "cpus=41", "TooFewRights /a cpus 31000 9000")]
    [InlineData("/", "cpus=39", "HandedOn / cpus 40000 39000")]
    public void A_scope_has_no_less_than_it_hands_on_and_no_more_than_there_is(string path, string amounts, string refusal)
    {
        var book = Book(("/", "cpus=40"), ("/a", "cpus=40"), ("/a/b", "cpus=10"), ("/a/d", "cpus=0"));
        book = Given(book, new Grant(1, GrantKind.Grant, Path("/a"), Path("/a/d"), Of("cpus=21"), new(5), new(9)));
        Assert.Equal(refusal, Said(BudgetRule.Set(book, Scope(path, amounts), new(5))));
    }

    [Fact]
    public void What_begins_later_is_refused_where_it_would_be_short_then()
    {
        var book = Book(("/", "cpus=10"), ("/a", "cpus=0"), ("/e", "cpus=0"));
        book = Given(book, new Grant(1, GrantKind.Grant, Path("/"), Path("/a"), Of("cpus=8"), new(20), new(30)));
        var wanted = new Grant(2, GrantKind.Grant, Path("/"), Path("/e"), Of("cpus=4"), new(5), new(21));
        var refused = GrantRule.Give(book, wanted, new(5));
        Assert.Equal("TooFewRights / cpus 4000 2000", Said(refused));
        Assert.Equal(new Instant(20), refused.Refusal!.From);
        Assert.Null(GrantRule.Give(book, wanted with { Expires = new(20) }, new(5)).Refusal);
    }

    [Fact]
    public void What_is_recalled_takes_along_what_was_passed_on_of_it_and_no_more()
    {
        var book = Book(("/", "cpus=10"), ("/a", "cpus=2"), ("/a/b", "cpus=0"), ("/a/d", "cpus=0"));
        book = Given(book, new Grant(1, GrantKind.Grant, Path("/"), Path("/a"), Of("cpus=4"), new(1), Instant.Never));
        book = Given(book, new Grant(2, GrantKind.Grant, Path("/a"), Path("/a/b"), Of("cpus=2"), new(1), Instant.Never));
        book = Given(book, new Grant(3, GrantKind.Loan, Path("/a"), Path("/a/d"), Of("cpus=3"), new(1), new(90)));
        var after = GrantRule.Recall(book, 1, new(7), new(5)).After;
        Assert.Equal([7L, long.MaxValue, 7], after.Grants.Select(grant => grant.Expires.Micros));
        Assert.Equal([5L, null, 5], after.Grants.Select(grant => grant.Recalled?.Micros));
        Assert.Equal(2_000, after.Rights(Path("/a/b"), "cpus", new(8)));
    }

    [Theory]
    [InlineData("ceiling", "AboveCeiling /e cpus 5000 4000")]
    [InlineData("borrow", "AboveBorrowLimit /e cpus 3000 2000")]
    [InlineData("lend", "AboveLendLimit /a cpus 3000 2000")]
    public void A_loan_stays_within_what_both_sides_may(string which, string refusal)
    {
        var book = Book(("/", "cpus=10"), ("/a", "cpus=6"), ("/e", "cpus=2"));
        var limited = book.Find(Path(which == "lend" ? "/a" : "/e"))!;
        book = BudgetRule.Set(book, which switch
        {
            "ceiling" => limited with { Ceiling = Of("cpus=4") },
            "lend" => limited with { Lend = Of("cpus=2") },
            _ => limited with { Borrow = Of("cpus=2") },
        }, new(1)).After;
        var loan = new Grant(1, GrantKind.Loan, Path("/a"), Path("/e"), Of("cpus=3"), new(1), new(9));
        Assert.Equal(refusal, Said(GrantRule.Give(book, loan, new(1))));
        Assert.Null(GrantRule.Give(book, loan with { Amounts = Of("cpus=2") }, new(1)).Refusal);
    }

    private static void Hold(BudgetBook book, string resource, Instant at, Step step)
    {
        var rights = Scopes.ToDictionary(scope => scope, scope => book.Rights(scope, resource, at));
        Assert.All(rights, one => Assert.True(one.Value >= 0, $"{one.Key} has {one.Value} {resource} at {at.Micros} after {step}"));
        var issued = book.Scopes
            .Where(scope => scope.Counts(resource) && book.SourceOf(scope.Path, resource) is null)
            .Sum(scope => scope.Guarantee[resource]!.Value);
        Assert.Equal(issued, rights.Values.Sum());
        Assert.All(book.Scopes.Where(scope => scope.Ceiling[resource] is not null), scope =>
            Assert.True(book.Whole(scope.Path, resource, at) <= scope.Ceiling[resource], $"{scope} after {step}"));
    }

    private static BudgetDecision Decide(BudgetBook book, Step step, long now, long id) =>
        step switch
        {
            Step.Set set => BudgetRule.Set(book, BudgetScope.New(set.Path) with { Guarantee = set.Has, Ceiling = set.Most }, new(now)),
            Step.Forget forget => BudgetRule.Forget(book, forget.Path, new(now)),
            Step.Give give => GrantRule.Give(book, new Grant(id, give.Kind, give.From, give.To, give.Amounts, new(now + give.After), new(now + give.After + give.Lasts)), new(now)),
            Step.Recall recall => GrantRule.Recall(book, recall.Id, new(now + recall.After), new(now)),
            _ => throw new ArgumentException("no decision", nameof(step)),
        };

    private static string Said(BudgetDecision decision) =>
        decision.Refusal is { } no ? $"{no.Code} {no.Scope} {no.Resource} {no.Asked} {no.Most}" : "";

    private static string Written(BudgetBook book) =>
        string.Join('\n', [.. book.Scopes.Select(scope => $"{scope}"), .. book.Grants.Select(grant => $"{grant}")]);

    private static BudgetBook Given(BudgetBook book, Grant grant)
    {
        var decision = GrantRule.Give(book, grant, grant.NotBefore);
        Assert.Null(decision.Refusal);
        return decision.After;
    }

    private static BudgetBook Book(params (string Path, string Amounts)[] scopes) =>
        new([.. scopes.Select(scope => Scope(scope.Path, scope.Amounts))], []);

    private static BudgetScope Scope(string path, string amounts) => BudgetScope.New(Path(path)) with { Guarantee = Of(amounts) };

    private static ScopePath Path(string text) => ScopePath.Parse(text)!.Value;

    private static Amounts Of(string text) => Amounts.Read(text, out _)!;

    private abstract record Step
    {
        public sealed record Set(ScopePath Path, Amounts Has, Amounts Most) : Step;

        public sealed record Forget(ScopePath Path) : Step;

        public sealed record Give(GrantKind Kind, ScopePath From, ScopePath To, Amounts Amounts, int After, int Lasts) : Step;

        public sealed record Recall(long Id, int After) : Step;

        public sealed record Pass(int By) : Step;
    }
}
