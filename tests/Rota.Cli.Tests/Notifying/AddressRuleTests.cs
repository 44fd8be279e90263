using System.Net;
using Rota.Delivery.Http;

namespace Rota.Cli.Tests.Notifying;

public sealed class AddressRuleTests
{
    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("127.8.8.8")]
    [InlineData("10.1.2.3")]
    [InlineData("172.16.0.1")]
    [InlineData("172.31.255.255")]
    [InlineData("192.168.1.1")]
    [InlineData("100.64.0.1")]
    [InlineData("::1")]
    [InlineData("fd12::1")]
    [InlineData("::ffff:10.0.0.1")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("64:ff9b::10.0.0.1")]
    [InlineData("2002:0a00:0001::1")]
    [InlineData("::10.0.0.1")]
    public void A_private_address_is_refused_unless_the_rule_allows_it(string address)
    {
        Assert.Contains("allow_private", AddressRule.Refusal(IPAddress.Parse(address), allowsPrivate: false), StringComparison.Ordinal);
        Assert.Null(AddressRule.Refusal(IPAddress.Parse(address), allowsPrivate: true));
    }

    [Theory]
    [InlineData("169.254.169.254")]
    [InlineData("::ffff:169.254.169.254")]
    [InlineData("64:ff9b::a9fe:a9fe")]
    [InlineData("2002:a9fe:a9fe::1")]
    [InlineData("fd00:ec2::254")]
    [InlineData("100.100.100.200")]
    [InlineData("fe80::1")]
    [InlineData("0.0.0.0")]
    [InlineData("::")]
    [InlineData("224.0.0.1")]
    [InlineData("255.255.255.255")]
    [InlineData("ff02::1")]
    public void Metadata_link_local_and_nobody_are_refused_always(string address) =>
        Assert.NotNull(AddressRule.Refusal(IPAddress.Parse(address), allowsPrivate: true));

    [Theory]
    [InlineData("8.8.8.8")]
    [InlineData("172.32.0.1")]
    [InlineData("172.15.255.255")]
    [InlineData("100.128.0.1")]
    [InlineData("2606:4700::1111")]
    [InlineData("::ffff:8.8.8.8")]
    public void A_public_address_is_allowed(string address) =>
        Assert.Null(AddressRule.Refusal(IPAddress.Parse(address), allowsPrivate: false));
}
