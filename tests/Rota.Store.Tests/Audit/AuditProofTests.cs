using Rota.Core.Model;
using Rota.Store.Audit;
using Rota.Store.Tests.Contract;

namespace Rota.Store.Tests.Audit;

/// <summary>Whoever changes what was written of changes is found out.</summary>
public sealed class AuditProofTests
{
    private static readonly AuditEntry[] Chain = Made(5);

    [Fact]
    public void What_was_written_is_proven() => Assert.Empty(Wrong(Chain, 5));

    [Fact]
    public void Nothing_at_all_is_proven_too_where_nothing_was_written() => Assert.Empty(Wrong([], 0));

    public static TheoryData<string, Func<AuditEntry, AuditEntry>> Altered => new()
    {
        { "at", one => one with { Author = one.Author with { At = new Instant(9) } } },
        { "door", one => one with { Author = one.Author with { Door = Door.Cli } } },
        { "user", one => one with { Author = one.Author with { User = "mallory" } } },
        { "no user", one => one with { Author = one.Author with { User = null } } },
        { "uid", one => one with { Author = one.Author with { Uid = 0 } } },
        { "name", one => one with { Author = one.Author with { Name = "" } } },
        { "request", one => one with { Author = one.Author with { Request = "other" } } },
        { "why", one => one with { Author = one.Author with { Why = "other" } } },
        { "action", one => one with { Deed = one.Deed with { Action = "job.pause" } } },
        { "subject", one => one with { Deed = one.Deed with { Subject = "job 2" } } },
        { "before", one => one with { Deed = one.Deed with { Before = "{}" } } },
        { "after", one => one with { Deed = one.Deed with { After = null } } },
        { "text moved over", one => one with { Author = one.Author with { User = "ann", Name = "aci" } } },
    };

    [Theory]
    [MemberData(nameof(Altered))]
    public void An_altered_entry_is_found_whatever_was_altered(string what, Func<AuditEntry, AuditEntry> alter)
    {
        AuditEntry[] chain = [.. Chain.Select(one => one.Number == 3 ? alter(one) : one)];
        Assert.True(Wrong(chain, 5).Any(sentence => sentence.Contains("entry 3 was altered", StringComparison.Ordinal)), what);
    }

    [Fact]
    public void An_altered_entry_with_a_hash_of_its_own_no_longer_fits_the_next()
    {
        var forged = Chain[2] with { Deed = Chain[2].Deed with { Subject = "job 2" } };
        forged = forged with { Hash = AuditChain.HashOf(forged) };
        Assert.Contains("entry 4 does not follow entry 3", Assert.Single(Wrong([.. Chain[..2], forged, .. Chain[3..]], 5)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, "entries before 2 are missing")]
    [InlineData(3, "entries 3 to 3 are missing")]
    [InlineData(5, "entries 5 to 5 are missing at the end")]
    public void A_removed_entry_is_found_wherever_it_was(int number, string sentence) =>
        Assert.Contains(sentence, Assert.Single(Wrong([.. Chain.Where(one => one.Number != number)], 5)), StringComparison.Ordinal);

    [Fact]
    public void All_entries_removed_are_found() => Assert.NotEmpty(Wrong([], 5));

    [Fact]
    public void Two_that_changed_places_are_found()
    {
        AuditEntry[] chain = [Chain[0], Chain[2] with { Number = 2 }, Chain[1] with { Number = 3 }, .. Chain[3..]];
        Assert.NotEmpty(Wrong(chain, 5));
    }

    [Fact]
    public void A_pruning_of_another_place_explains_nothing()
    {
        var chain = Made(5, AuditProof.Pruning(Chain[0], 1));
        Assert.Empty(Wrong(chain[1..], 6));
        Assert.NotEmpty(Wrong(chain[2..], 6));
    }

    [Theory]
    [InlineData("UPDATE audit SET why = 'another reason' WHERE number = 2")]
    [InlineData("DELETE FROM audit WHERE number = 2")]
    [InlineData("DELETE FROM audit WHERE number = 1")]
    [InlineData("DELETE FROM audit WHERE number = 3")]
    [InlineData("DELETE FROM audit")]
    [InlineData("UPDATE audit SET number = 99 WHERE number = 2; UPDATE audit SET number = 2 WHERE number = 3; UPDATE audit SET number = 3 WHERE number = 99")]
    public void Damage_in_the_file_is_found(string damage)
    {
        using var home = new Home(Backend.Quick);
        for (var job = 0; job < 3; job++)
        {
            home.Submit(Home.Spec());
        }

        Assert.Empty(AuditContract.Wrong(home));
        home.Execute(damage);
        Assert.NotEmpty(AuditContract.Wrong(home));
    }

    private static AuditEntry[] Made(int count, Deed? last = null)
    {
        var made = new List<AuditEntry>();
        for (var number = 1; number <= count; number++)
        {
            made.Add(Next(made, new Deed("job.cancel", "job 1", """{"a":1}""", """{"b":2}""")));
        }

        return last is null ? [.. made] : [.. made, Next(made, last)];
    }

    private static AuditEntry Next(List<AuditEntry> made, Deed deed) =>
        AuditChain.Next(
            made is [.., var before] ? (before.Number, before.Hash) : null,
            new Author { Door = Door.Api, User = "anna", Uid = 7, Name = "ci", Request = "r", Why = "so", At = new Instant(5) },
            deed);

    private static IReadOnlyList<string> Wrong(AuditEntry[] entries, long newest)
    {
        var proof = new AuditProof(newest);
        foreach (var entry in entries)
        {
            proof.Take(entry);
        }

        return proof.Finish();
    }
}
