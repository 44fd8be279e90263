using Rota.Cell.Identity;

namespace Rota.Fabric.Tests.Cells;

/// <summary>Machines with certificates of a cell.</summary>
internal sealed class Machines
{
    private readonly CellAuthority authority = CellAuthority.Create("test", DateTimeOffset.UtcNow.AddDays(-90));

    public string AuthorityPem => authority.CertificatePem;

    public CellIdentity Home => Of(CellRole.Home, "home", DateTimeOffset.UtcNow);

    public CellIdentity Node => Of(CellRole.Node, "node-1", DateTimeOffset.UtcNow);

    /// <summary>A machine whose certificate was made at a time.</summary>
    public CellIdentity Of(CellRole role, string name, DateTimeOffset at)
    {
        var request = KeyRequest.Create();
        var certificate = authority.Certify(request.RequestPem, role, name, "1", at);
        return CellIdentity.Of(authority.CertificatePem, certificate, request.KeyPem);
    }
}
