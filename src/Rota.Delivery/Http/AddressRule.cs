using System.Net;
using System.Net.Sockets;

namespace Rota.Delivery.Http;

/// <summary>
/// Which addresses messages may go to. Whoever writes a rule must not be able to have this machine knock at doors that
/// only it can reach: its own, those of its network, and the one that gives a cloud's machines their credentials.
/// </summary>
internal static class AddressRule
{
    private static readonly IPNetwork[] Private = Networks(
        "127.0.0.0/8 10.0.0.0/8 172.16.0.0/12 192.168.0.0/16 100.64.0.0/10 198.18.0.0/15 ::1/128 fc00::/7"
    );

    /// <summary>
    /// Those of no use to anybody: link-local with the metadata services, nobody, everybody, documentation.
    /// </summary>
    private static readonly IPNetwork[] Never = Networks(
        "0.0.0.0/8 169.254.0.0/16 192.0.0.0/24 192.0.2.0/24 198.51.100.0/24 203.0.113.0/24 224.0.0.0/4 240.0.0.0/4 "
            + "::/128 fe80::/10 fec0::/10 ff00::/8 2001:db8::/32 fd00:ec2::254/128 100.100.100.200/32"
    );

    /// <summary>Why nothing is sent there; null where it is.</summary>
    /// <param name="address">An address that a name stands for.</param>
    /// <param name="allowsPrivate">Whether the rule allows private ones.</param>
    public static string? Refusal(IPAddress address, bool allowsPrivate)
    {
        var meant = Meant(address);
        return Is(meant, Never)
                ? $"{address} is an address that nothing is sent to (link-local, metadata, or of nobody)"
            : !allowsPrivate && Is(meant, Private)
                ? $"{address} is a private address. Where that is meant, add allow_private: true to the rule"
            : null;
    }

    private static bool Is(IPAddress address, IPNetwork[] networks) =>
        networks.Any(network => network.Contains(address));

    /// <summary>The IPv4 address that one of IPv6 leads to: mapped, compatible, translated (NAT64), 6to4.</summary>
    private static IPAddress Meant(IPAddress address)
    {
        if (address.AddressFamily != AddressFamily.InterNetworkV6)
        {
            return address;
        }

        var bytes = address.GetAddressBytes();
        return address.IsIPv4MappedToIPv6 ? address.MapToIPv4()
            : bytes is [0x20, 0x02, ..] ? new IPAddress(bytes.AsSpan(2, 4))
            : bytes is [0x00, 0x64, 0xFF, 0x9B, ..] ? new IPAddress(bytes.AsSpan(12, 4))
            : bytes.AsSpan(0, 12).IndexOfAnyExcept((byte)0) < 0 && bytes[12] != 0 ? new IPAddress(bytes.AsSpan(12, 4))
            : address;
    }

    private static IPNetwork[] Networks(string text) => [.. text.Split(' ').Select(IPNetwork.Parse)];
}
