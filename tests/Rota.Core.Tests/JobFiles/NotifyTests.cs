using Rota.Core.Notifying;

namespace Rota.Core.Tests.JobFiles;

/// <summary>Whom to tell of what.</summary>
public sealed class NotifyTests
{
    private const string Rest = "\ntasks: [{command: x}]";

    [Theory]
    [InlineData("{webhook: 'https://a.example/x'}", "recovered,failed", "webhook a.example")]
    [InlineData("[{on: [failed, ended, failed], webhook: 'https://a.example/x'}]", "ended,failed", "webhook a.example")]
    [InlineData("{on: gave_up, slack: 'https://hooks.example/secret/path'}", "gave_up", "slack hooks.example")]
    [InlineData("{ping: 'https://hc.example/uuid'}", "started,ended", "ping hc.example")]
    [InlineData("{on: [late, missed], mail: anna@example.org}", "late,missed", "mail anna@example.org")]
    [InlineData("{command: [./page.sh, a b]}", "recovered,failed", "command ./page.sh")]
    [InlineData("{command: ./page.sh a b}", "recovered,failed", "command /bin/sh")]
    public void A_rule_names_one_way_and_what_is_told(string rule, string on, string target)
    {
        var read = Assert.Single(Read.Job($"notify: {rule}{Rest}").Notify);
        Assert.Equal(on, string.Join(',', read.On.Select(kind => kind.WireName())));
        Assert.Equal(target, read.Target.Name);
        Assert.Equal(NotifyRule.UsualDigest, read.Digest);
    }

    [Fact]
    public void Files_of_secrets_start_from_the_directory_of_the_job()
    {
        var job = Read.Job($"notify: {{webhook_file: url, secret_file: [new, /etc/old], allow_private: true, digest: 1m}}{Rest}");
        var rule = Assert.Single(job.Notify);
        Assert.Equal(Path.Combine(job.Directory, "url"), rule.Target.UrlFile);
        Assert.Equal([Path.Combine(job.Directory, "new"), "/etc/old"], rule.Target.SecretFiles);
        Assert.Equal((true, TimeSpan.FromMinutes(1)), (rule.Target.AllowsPrivate, rule.Digest));
    }

    [Theory]
    [InlineData("{on: failed}", "names nobody to tell")]
    [InlineData("{webhook: 'https://a.example', mail: a@b.c}", "make two rules of it")]
    [InlineData("{on: [fail], webhook: 'https://a.example'}", "did you mean failed?")]
    [InlineData("{on: [], webhook: 'https://a.example'}", "tells of nothing")]
    [InlineData("{on: failed, ping: 'https://a.example'}", "a ping tells of each start and end")]
    [InlineData("{webhook: 'ftp://a.example'}", "webhook must be a URL")]
    [InlineData("{webhook: a.example}", "webhook must be a URL")]
    [InlineData("{webhook: 'https://user:pass@a.example'}", "holds a password")]
    [InlineData("{mail: '-oQ/tmp'}", "mail must name addresses")]
    [InlineData("{mail: 'a@b.c, d@e.f'}", "mail must name addresses")]
    [InlineData("{mail: \"a@b.c\\nBcc: d@e.f\"}", "mail must name addresses")]
    [InlineData("{mail: 'a@b.c', secret_file: x}", "secret_file says nothing to mail")]
    [InlineData("{command: x, allow_private: true}", "allow_private says nothing to command")]
    [InlineData("{command: []}", "command is empty")]
    [InlineData("{slack: 'https://a.example', digest: 2d}", "digest can be 1d at most")]
    [InlineData("{webhok: 'https://a.example'}", "did you mean \"webhook\"?")]
    [InlineData("x", "a rule of notify must be a mapping")]
    public void What_is_wrong_is_told(string rule, string expected) => Assert.Contains(
        expected, string.Join('\n', Read.Problems($"notify: {rule}{Rest}")), StringComparison.Ordinal);
}
