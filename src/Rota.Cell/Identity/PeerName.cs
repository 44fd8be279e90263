using System.Security.Cryptography.X509Certificates;

namespace Rota.Cell.Identity;

/// <summary>Who a certificate of a cell says its holder is.</summary>
/// <param name="Cell">Identity of the cell: random, so that two cells of one name are two.</param>
/// <param name="Role">What it may do.</param>
/// <param name="Name">Its name in the cell.</param>
/// <param name="Member">
/// Its membership: a node that was removed and joins again under its name is another member.
/// </param>
public sealed record PeerName(string Cell, CellRole Role, string Name, string Member)
{
    /// <summary>
    /// The membership of machines that have the key of the authority: they serve the home, or stand by as nodes of it.
    /// </summary>
    public const string OfTheHome = "home";

    private const string CellType = "2.5.4.10";
    private const string RoleType = "2.5.4.11";
    private const string NameType = "2.5.4.3";
    private const string MemberType = "2.5.4.5";

    /// <summary>The name as the subject of a certificate.</summary>
    public X500DistinguishedName Subject
    {
        get
        {
            var builder = new X500DistinguishedNameBuilder();
            builder.Add(CellType, Cell);
            builder.Add(RoleType, Role == CellRole.Home ? "home" : "node");
            builder.Add(MemberType, Member);
            builder.Add(NameType, Name);
            return builder.Build();
        }
    }

    /// <summary>What a certificate says; null for one that is no member's.</summary>
    public static PeerName? Of(X509Certificate2 certificate)
    {
        var parts = certificate
            .SubjectName.EnumerateRelativeDistinguishedNames()
            .Where(part => !part.HasMultipleElements)
            .GroupBy(part => part.GetSingleElementType().Value!)
            .ToDictionary(group => group.Key, group => group.First().GetSingleElementValue());
        return
            parts.GetValueOrDefault(CellType) is { } cell
            && parts.GetValueOrDefault(NameType) is { } name
            && parts.GetValueOrDefault(MemberType) is { } member
            && RoleOf(parts.GetValueOrDefault(RoleType)) is { } role
            ? new PeerName(cell, role, name, member)
            : null;
    }

    private static CellRole? RoleOf(string? text) =>
        text switch
        {
            "home" => CellRole.Home,
            "node" => CellRole.Node,
            _ => null,
        };
}
