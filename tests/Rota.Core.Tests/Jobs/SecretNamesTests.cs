using System.Collections.Immutable;
using Rota.Core.Jobs.Secrets;

namespace Rota.Core.Tests.Jobs;

/// <summary>Which variables a job does not store.</summary>
public sealed class SecretNamesTests
{
    [Theory]
    [InlineData("GITHUB_TOKEN")]
    [InlineData("npm_token")]
    [InlineData("TOKENS")]
    [InlineData("CLIENT_SECRET")]
    [InlineData("Secrets")]
    [InlineData("PGPASSWORD")]
    [InlineData("MYSQL_ROOT_PASSWD")]
    [InlineData("GPG_PASSPHRASE")]
    [InlineData("GOOGLE_APPLICATION_CREDENTIALS")]
    [InlineData("OPENAI_API_KEY")]
    [InlineData("apikey")]
    [InlineData("SSH_PRIVATE_KEY_FILE")]
    [InlineData("KEYBOARD_API_KEY")]
    [InlineData("TOKENIZER_TOKEN")]
    [InlineData("DB_PASS")]
    [InlineData("MYSQL_PWD")]
    [InlineData("GH_PAT")]
    [InlineData("BASIC_AUTH")]
    [InlineData("AWS_PROFILE")]
    [InlineData("aws_session")]
    public void A_name_that_looks_like_a_secret_is_left_out(string name) => Assert.True(SecretNames.IsLeftOut(name, "1"));

    [Theory]
    [InlineData("PATH")]
    [InlineData("HOME")]
    [InlineData("PWD")]
    [InlineData("OLDPWD")]
    [InlineData("SSH_AUTH_SOCK")]
    [InlineData("KEYBOARD_LAYOUT")]
    [InlineData("KEYMAP")]
    [InlineData("TOKENIZERS_PARALLELISM")]
    [InlineData("COMPASS")]
    [InlineData("XAUTHORITY")]
    [InlineData("PATTERN")]
    [InlineData("LAWS_OF_X")]
    public void Other_names_are_stored(string name) => Assert.False(SecretNames.IsLeftOut(name, "1"));

    [Theory]
    [InlineData("postgres://ada:pw@db/base", true)]
    [InlineData("redis://:pw@cache:6379", true)]
    [InlineData("http://ada:p@ss@proxy:8080/?x", true)]
    [InlineData("postgres://ada@db/base", false)]
    [InlineData("http://host:8080/a:b@c", false)]
    [InlineData("http://ada:@host", false)]
    [InlineData("://a:b@c", false)]
    [InlineData("a:b@c", false)]
    [InlineData("http://", false)]
    public void A_url_with_a_password_is_left_out_whatever_its_name(string value, bool isLeftOut) =>
        Assert.Equal(isLeftOut, SecretNames.IsLeftOut("X", value));

    [Fact]
    public void A_region_that_somebody_wrote_into_a_job_is_no_secret()
    {
        Assert.False(SecretNames.IsSecret("AWS_REGION", "eu-west-1"));
        Assert.True(SecretNames.IsSecret("AWS_SESSION_TOKEN", "x"));
    }

    [Fact]
    public void What_somebody_asked_for_is_kept_and_what_is_a_secret_of_the_job_is_neither()
    {
        var all = new Dictionary<string, string> { ["A_KEY"] = "1", ["B_KEY"] = "2", ["C_KEY"] = "3", ["D"] = "4", ["E"] = "5" };
        var capture = Capture.Of(all, ImmutableHashSet.Create("A_KEY")).Without(["C_KEY", "E"]);
        Assert.Equal(["A_KEY", "D"], capture.Environment.Keys);
        Assert.Equal(["B_KEY"], capture.LeftOut);
    }
}
