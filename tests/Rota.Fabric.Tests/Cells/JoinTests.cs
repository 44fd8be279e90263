using System.Net;
using Rota.Cell;
using Rota.Cell.Identity;
using Rota.Cell.Joining;
using Rota.Cell.Lines;
using Rota.Cell.State;
using Rota.Web.Cells;

namespace Rota.Fabric.Tests.Cells;

/// <summary>Who comes into a cell, and who does not.</summary>
public sealed class JoinTests : IDisposable
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private readonly TestCell cell = new();

    public void Dispose() => cell.Dispose();

    [Fact]
    public void A_machine_with_a_token_gets_a_certificate_of_its_own_key()
    {
        var joined = new JoinClient(cell.Address).Join(cell.Token(Hour), "node-1");
        var identity = CellIdentity.Of(joined.Authority, joined.Certificate, joined.Key);
        Assert.Equal((CellRole.Node, "node-1"), (identity.Name.Role, identity.Name.Name));
        Assert.True(new Members(cell.Folder).Has(identity.Name));
        Assert.InRange(identity.Expires - DateTimeOffset.UtcNow, TimeSpan.FromDays(29), TimeSpan.FromDays(31));
        Assert.InRange(identity.RenewFrom - DateTimeOffset.UtcNow, TimeSpan.FromDays(19), TimeSpan.FromDays(21));
    }

    [Fact]
    public void A_token_is_good_for_as_many_machines_as_it_says()
    {
        var token = cell.Token(Hour, uses: 2);
        var client = new JoinClient(cell.Address);
        client.Join(token, "node-1");
        client.Join(token, "node-2");
        Refuses(() => client.Join(token, "node-3"), "the token is none");
        Assert.Equal(["node-1", "node-2"], new Members(cell.Folder).All.Select(member => member.Name));
    }

    [Fact]
    public void Tokens_that_are_wrong_used_or_over_are_refused_alike()
    {
        var used = cell.Token(Hour);
        var client = new JoinClient(cell.Address);
        client.Join(used, "node-1");
        var refusals = new[] { used, used with { Secret = new string('0', 64) }, cell.Token(TimeSpan.FromMicroseconds(1)) }
            .Select(token => Assert.Throws<CellException>(() => client.Join(token, "node-2")).Message);
        Assert.Single(refusals.Distinct());
    }

    [Fact]
    public void A_name_that_is_taken_or_none_is_refused_and_uses_no_token_up()
    {
        cell.Join("node-1");
        var token = cell.Token(Hour);
        var client = new JoinClient(cell.Address);
        Refuses(() => client.Join(token, "node-1"), "node-1 is in the cell already");
        foreach (var name in (string[])["", "Upper", "-dash", "a/b", "..", new string('a', 64), "no\nline"])
        {
            Refuses(() => client.Join(token, name), "a node's name");
        }

        client.Join(token, "node-2");
    }

    [Fact]
    public void Nothing_secret_is_said_to_a_home_that_did_not_make_the_token()
    {
        var heard = new List<string>();
        var other = new Machines();
        using var stranger = CellServer.Start(
            new IPEndPoint(IPAddress.Loopback, 0),
            () => TlsSettings.Server(other.Home),
            LinePings.Usual,
            async call =>
            {
                heard.Add($"{call.Path} {await call.Text()}");
                await call.Answer(other.AuthorityPem);
            });
        var token = cell.Token(Hour);
        var error = Assert.Throws<CellException>(() => new JoinClient(new Uri($"https://{stranger.Address}")).Join(token, "node-1"));
        Assert.Equal(CellFault.Foreign, error.Fault);
        Assert.Equal([$"{CellPaths.Authority} "], heard);
    }

    [Fact]
    public void A_home_that_shows_the_right_authority_and_has_not_its_key_hears_no_secret()
    {
        var heard = new List<string>();
        var other = new Machines();
        using var stranger = CellServer.Start(
            new IPEndPoint(IPAddress.Loopback, 0),
            () => TlsSettings.Server(other.Home),
            LinePings.Usual,
            async call =>
            {
                heard.Add($"{call.Path} {await call.Text()}");
                await call.Answer(new IdentityFiles(cell.Folder).AuthorityPem);
            });
        Assert.Throws<CellException>(() => new JoinClient(new Uri($"https://{stranger.Address}")).Join(cell.Token(Hour), "node-1"));
        Assert.Equal([$"{CellPaths.Authority} "], heard);
    }

    [Fact]
    public void A_certificate_is_renewed_with_another_key_until_the_node_is_removed()
    {
        var folder = cell.Join("node-1");
        var before = new IdentityFiles(folder).Read();
        var client = new JoinClient(cell.Address);
        var (certificate, key) = client.Renew(before);
        var after = CellIdentity.Of(new IdentityFiles(folder).AuthorityPem, certificate, key);
        Assert.Equal(before.Name, after.Name);
        Assert.DoesNotContain(key.Trim(), File.ReadAllText(Path.Combine(folder.State.Path, "cell", "identity.pem")), StringComparison.Ordinal);
        new Members(cell.Folder).Remove("node-1");
        Refuses(() => client.Renew(after), "was removed");
    }

    [Fact]
    public void One_that_was_removed_and_joins_again_is_another_member()
    {
        var first = new IdentityFiles(cell.Join("node-1")).Read();
        new Members(cell.Folder).Remove("node-1");
        new JoinClient(cell.Address).Join(cell.Token(Hour), "node-1");
        Assert.False(new Members(cell.Folder).Has(first.Name));
    }

    [Fact]
    public async Task What_is_no_request_is_refused_and_the_home_goes_on()
    {
        foreach (var words in (string[])["", "{", "null", "[]", "{\"secret\":null,\"name\":null,\"request\":null}", new string('x', 100_000)])
        {
            using var dialer = new HttpDialer(cell.Address, TlsSettings.Stranger(), LinePings.Usual);
            using var answer = await dialer.Send(HttpMethod.Post, CellPaths.Join, new StringContent(words), TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        }

        new JoinClient(cell.Address).Join(cell.Token(Hour), "node-1");
    }

    [Fact]
    public void Keys_and_tokens_are_for_their_user_alone_and_no_token_is_stored()
    {
        var token = cell.Token(Hour);
        cell.Join("node-1");
        foreach (var file in System.IO.Directory.GetFiles(Path.Combine(cell.Folder.State.Path, "cell")))
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
            Assert.DoesNotContain(token.Secret, File.ReadAllText(file), StringComparison.Ordinal);
        }
    }

    private static void Refuses(Action act, string part) =>
        Assert.Contains(part, Assert.Throws<CellException>(act).Message, StringComparison.Ordinal);
}
