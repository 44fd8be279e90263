using Rota.Core.Budgets;
using Rota.Core.Model;
using Rota.Core.Placement;
using Rota.Store.Budgets;

namespace Rota.Store.Tests.Contract;

/// <summary>Budgets reach runners and readers, and are as they were decided.</summary>
public abstract class BudgetContract(Func<Backend> make)
{
    private static readonly Instant Now = new(1_000_000);

    [Fact]
    public void Rights_are_news_to_runners_with_the_moments_at_which_they_change()
    {
        using var home = make();
        using var store = home.Open();
        using var budgets = home.Ports.Budgets();
        Set(budgets, "/", "slots=4,cpus=2.5");
        Set(budgets, "/a", "slots=1");
        var before = store.Look(0, 0).Turn;
        Give(budgets, GrantKind.Grant, "/", "/a", "slots=2", new Instant(5_000_000), new Instant(9_000_000));
        var news = store.Look(0, before).Accounts.ToDictionary(use => use.Account.Text, use => use.Course!.Text);
        Assert.Equal("3 5000000:1 9000000:3", news["budget / slots"]);
        Assert.Equal("1 5000000:3 9000000:1", news["budget /a slots"]);
        Assert.Equal(2, news.Count);
    }

    [Fact]
    public void What_is_refused_leaves_no_trace_and_no_turn_is_lost_by_it()
    {
        using var home = make();
        using var store = home.Open();
        using var budgets = home.Ports.Budgets();
        Set(budgets, "/", "slots=4");
        var (book, news, entries) = (Written(home), store.Look(0, 0).Accounts, Entries(home));
        var refused = budgets.Change(Now, (was, _) => BudgetRule.Set(was, Scope("/a", "slots=5"), Now));
        Assert.Equal(BudgetRefusalCode.TooFewRights, refused.Refusal?.Code);
        Assert.Equal((book, entries), (Written(home), Entries(home)));
        Assert.Equal(news, store.Look(0, 0).Accounts);
    }

    [Fact]
    public void A_book_comes_back_as_it_was_left()
    {
        using var home = make();
        using (var budgets = home.Ports.Budgets())
        {
            Set(budgets, "/", "slots=4,memory=1T,gpus=0.5,license/abaqus=3");
            _ = budgets.Change(Now, (book, _) => BudgetRule.Set(book, Scope("/a", "slots=2") with
            {
                Ceiling = Of("slots=3"), Lend = Of("slots=0"), Borrow = Of("slots=1"), Weight = 7,
            }, Now));
            Set(budgets, "/b", "slots=0");
            Give(budgets, GrantKind.Grant, "/", "/b", "slots=1", Now, Instant.Never);
            Give(budgets, GrantKind.Loan, "/", "/a", "slots=1", Now, new Instant(7_000_000));
            _ = budgets.Change(Now, (book, _) => GrantRule.Recall(book, 1, new Instant(2_000_000), Now));
        }

        var read = home.Ask(reader => reader.Budgets.Book());
        Assert.Equal(
            "/:gpus=0.5,license/abaqus=3,memory=1099511627776,slots=4:::: 1 "
                + "/a:slots=2:slots=3:slots=0:slots=1: 7 /b:slots=0:::: 1 | 1 2000000 1000000, 2 7000000 ",
            Written(home));
        Assert.Equal("why 2", read.Grants[1].Why);
        Assert.Equal((2_000L, 1_000_000L), (read.Grants[0].Expires.Micros / 1_000, read.Grants[0].NotBefore.Micros));
    }

    [Fact]
    public void No_number_of_a_grant_is_given_twice()
    {
        using var home = make();
        using var one = home.Ports.Budgets();
        using var other = home.Ports.Budgets();
        Set(one, "/", "slots=9");
        Set(one, "/a", "slots=0");
        for (var turn = 0; turn < 4; turn++)
        {
            Give(turn % 2 == 0 ? one : other, GrantKind.Grant, "/", "/a", "slots=1", Now, Instant.Never);
        }

        Assert.Equal([1L, 2, 3, 4], home.Ask(reader => reader.Budgets.Book()).Grants.Select(grant => grant.Id));
    }

    [Fact]
    public void Nothing_of_a_scope_starts_beyond_its_rights()
    {
        using var home = make();
        using (var budgets = home.Ports.Budgets())
        {
            Set(budgets, "/", $"slots={Home.Node.Slots}");
            Set(budgets, "/a", "slots=1");
        }

        home.Submit(Home.Spec() with { Budget = "/a" });
        using var store = home.Open();
        var player = new Player(store);
        player.Turn();
        Assert.Equal(1, Used(home, "/a"));
        Assert.Equal(0, Used(home, "/"));
        using (var budgets = home.Ports.Budgets())
        {
            _ = budgets.Change(Now, (book, _) => BudgetRule.Set(book, Scope("/a", "slots=2"), Now));
        }

        player.Turn();
        Assert.Equal(2, Used(home, "/a"));
        Assert.Empty(home.Violations());
    }

    private static long Used(Backend home, string scope) =>
        home.Ask(reader => reader.Queues.Accounts())
            .Where(use => use.Account == AccountId.Budget(scope, "slots"))
            .Sum(use => use.Used);

    private static int Entries(Backend home) => (int)home.Ask(reader => reader.Audit.Newest);

    private static string Written(Backend home)
    {
        var book = home.Ask(reader => reader.Budgets.Book());
        var scopes = book.Scopes.Select(scope =>
            $"{scope.Path}:{scope.Guarantee}:{scope.Ceiling}:{scope.Lend}:{scope.Borrow}: {scope.Weight}");
        var grants = book.Grants.Select(grant => $"{grant.Id} {grant.Expires.Micros} {grant.Recalled?.Micros}");
        return $"{string.Join(' ', scopes)} | {string.Join(", ", grants)}";
    }

    private static void Set(IBudgets budgets, string path, string amounts)
    {
        var decision = budgets.Change(Now, (book, _) => BudgetRule.Set(book, Scope(path, amounts), Now));
        Assert.Null(decision.Refusal);
    }

    private static void Give(IBudgets budgets, GrantKind kind, string from, string to, string amounts, Instant at, Instant ends)
    {
        var decision = budgets.Change(Now, (book, next) => GrantRule.Give(
            book,
            new Grant(next, kind, Path(from), Path(to), Of(amounts), at, ends) { Why = $"why {next}" },
            Now));
        Assert.Null(decision.Refusal);
    }

    private static BudgetScope Scope(string path, string amounts) => BudgetScope.New(Path(path)) with { Guarantee = Of(amounts) };

    private static ScopePath Path(string text) => ScopePath.Parse(text)!.Value;

    private static Amounts Of(string text) => Amounts.Read(text, out _)!;
}
