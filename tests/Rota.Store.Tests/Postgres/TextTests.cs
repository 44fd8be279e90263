using Rota.Core.Bytes;
using Rota.Store.Postgres.Addresses;
using Rota.Store.Postgres.Sessions;

namespace Rota.Store.Tests.Postgres;

/// <summary>Texts and addresses on their way to a server.</summary>
public sealed class TextTests
{
    [Fact]
    public void A_text_of_any_bytes_comes_back_and_is_stored_as_text_that_the_server_takes()
    {
        var random = new Random(5);
        for (var round = 0; round < 5_000; round++)
        {
            var bytes = new byte[random.Next(40)];
            random.NextBytes(bytes);
            var text = ByteText.Of(bytes) + (round % 3 == 0 ? "\uFDD0\0a\uFDD0" : "");
            var stored = PostgresText.Stored(text);
            Assert.Equal(text, PostgresText.Of(stored));
            Assert.True(ByteText.IsUtf8(stored));
            Assert.DoesNotContain('\0', stored);
        }

        Assert.Equal("plain ✓ 😀", PostgresText.Stored("plain ✓ 😀"));
    }

    [Theory]
    [InlineData("postgres://ann@db.example:6432/jobs", "postgres://ann@db.example:6432/jobs")]
    [InlineData("postgresql://ann:hush@db.example/jobs?sslmode=verify-full&listen=on", "postgres://ann@db.example/jobs")]
    [InlineData("postgres://ann:p%40ss%3Aword@a.example,b.example/jobs?target_session_attrs=primary", "postgres://ann@a.example,b.example/jobs")]
    [InlineData("postgres://ann@%2Frun%2Fpostgresql/jobs?require_sync=on", "postgres://ann@/run/postgresql/jobs")]
    public void An_address_is_shown_without_its_password(string text, string shown)
    {
        var address = HomeAddress.Parse(text);
        Assert.Equal(shown, address.Visible);
        Assert.DoesNotContain("hush", address.Plain, StringComparison.Ordinal);
        Assert.DoesNotContain("word", address.Plain, StringComparison.Ordinal);
        Assert.Equal(address.Visible, HomeAddress.Parse(address.Plain).Visible);
        Assert.Equal(text.Contains("hush", StringComparison.Ordinal) || text.Contains("word", StringComparison.Ordinal), address.HasPassword);
    }

    [Theory]
    [InlineData("postgres://ann:hush@db/jobs?sslmode=no-such-mode")]
    [InlineData("postgres://ann:hush@db:port/jobs")]
    [InlineData("postgres://ann:hush@db/jobs?colour=red")]
    public void An_address_that_cannot_be_read_is_refused_without_being_shown(string text)
    {
        var failure = Assert.Throws<StoreException>(() => HomeAddress.Parse(text));
        Assert.DoesNotContain("hush", failure.Message, StringComparison.Ordinal);
        Assert.Contains("postgres://user@host:port/database", failure.Message, StringComparison.Ordinal);
    }
}
