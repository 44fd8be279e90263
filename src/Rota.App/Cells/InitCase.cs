using System.Net;
using Rota.App.Problems;
using Rota.App.Views;
using Rota.Cell;
using Rota.Cell.Identity;
using Rota.Cell.State;
using Rota.Store.Local;

namespace Rota.App.Cells;

/// <summary>What the home of a new cell is to be.</summary>
/// <param name="Name">The cell's name; null for that of the host.</param>
/// <param name="Host">The name of this host.</param>
/// <param name="Listen">Where the home listens for its nodes: <c>ADDRESS:PORT</c>; null for all addresses.</param>
public sealed record InitRequest(string? Name, string Host, string? Listen)
{
    /// <summary>
    /// The cell/ of another machine that serves the home, or a copy of it: this one is to be able to as well. Null for
    /// a new cell.
    /// </summary>
    public string? From { get; init; }
}

/// <summary>Makes a state the home of a cell.</summary>
public static class InitCase
{
    /// <summary>The port that a home listens on, where no other is named.</summary>
    public const int UsualPort = 7421;

    /// <summary>Makes the cell's authority and this machine's certificate. The key never leaves the state.</summary>
    /// <exception cref="ProblemException">It cannot be, or the address is none.</exception>
    public static CellView Init(Site site, InitRequest request)
    {
        TlsSettings.RequireOpenSsl();
        var address = AddressOf(request.Listen);
        var name = request.Name ?? Member.NameOf(request.Host);
        if (!Member.IsName(name))
        {
            throw new ProblemException(
                ProblemCodes.Usage,
                $"--name {name}: a cell's name is of small letters, digits, dots, dashes and underscores, 63 at most"
            );
        }

        var folder = new CellFolder(StateDirectory.Open(site.Path, create: true));
        using var held = folder.Lock();
        if (CellSettings.Find(folder) is { } there)
        {
            throw new CellException(CellFault.InCell, $"{folder.State.Path} is in cell {there.CellName} already");
        }

        var now = site.Now.ToDateTime();
        var (authority, cell) = request.From is { } other ? Of(other) : (CellAuthority.Create(name, now), name);
        var key = KeyRequest.Create();
        var certificate = authority.Certify(key.RequestPem, CellRole.Home, "home", "home", now);
        var files = new IdentityFiles(folder);
        files.Write(authority);
        files.Write(authority.CertificatePem, certificate, key.KeyPem);
        new CellSettings
        {
            Role = CellRole.Home,
            CellName = cell,
            Name = "home",
            Address = address.ToString(),
        }.Write(folder);
        return new CellView(cell, address.ToString());
    }

    /// <summary>The authority of a cell that is there, and the cell's name.</summary>
    private static (CellAuthority Authority, string Name) Of(string path)
    {
        var parent = Path.GetDirectoryName(Path.GetFullPath(path).TrimEnd('/'))!;
        if (Path.GetFileName(path.TrimEnd('/')) != "cell")
        {
            throw new ProblemException(
                ProblemCodes.Usage,
                $"--from {path}: this is no cell/ of a state",
                "copy cell/ of the machine that has the home to this one, as its user alone, and name the copy"
            );
        }

        var folder = new CellFolder(StateDirectory.Elsewhere(parent));
        return (new IdentityFiles(folder).Authority(), CellSettings.Of(folder, CellRole.Home).CellName);
    }

    private static IPEndPoint AddressOf(string? listen)
    {
        var text = listen ?? $"0.0.0.0:{UsualPort}";
        return IPEndPoint.TryParse(text, out var address) && address.Port > 0
            ? address
            : throw new ProblemException(
                ProblemCodes.Usage,
                $"--listen {text}: this is no address with a port",
                $"write ADDRESS:PORT, as 192.0.2.1:{UsualPort}"
            );
    }
}

/// <summary>A cell that was made.</summary>
/// <param name="Cell">Its name.</param>
/// <param name="Address">Where its home listens once it is served.</param>
public sealed record CellView(string Cell, string Address) : View;
