using System.Buffers.Binary;
using System.Globalization;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;
using Rota.App.Access;
using Rota.App.Problems;

namespace Rota.Web.Access;

/// <summary>
/// Who asks over a socket of this machine: the system tells which user connected it. Nothing that is sent counts, and
/// whoever is handed a socket that is connected asks as the one who connected it.
/// </summary>
/// <param name="adminGroup">The group whose members may do all; null for root alone.</param>
internal sealed class PeerCredentials(string? adminGroup) : ICredentials
{
    /// <summary>SOL_SOCKET and SO_PEERCRED: process, user and group, of when it was connected.</summary>
    private const int SocketLevel = 1;

    private const int PeerOption = 17;

    public Caller? Of(HttpRequest request)
    {
        if (
            request.HttpContext.Features.Get<IConnectionSocketFeature>()?.Socket
            is not { AddressFamily: AddressFamily.Unix } socket
        )
        {
            return null;
        }

        Span<byte> peer = stackalloc byte[12];
        _ = socket.GetRawSocketOption(SocketLevel, PeerOption, peer);
        var user = BinaryPrimitives.ReadUInt32LittleEndian(peer[4..]);
        return PeerCaller.Of(user, adminGroup)
            ?? throw new ProblemException(
                AccessProblems.NotAllowed,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"this machine has no user {user}: no task could be theirs"
                ),
                string.Create(CultureInfo.InvariantCulture, $"see: getent passwd {user}")
            );
    }

    /// <summary>Who was taken out of the group may no more what its members may.</summary>
    public bool Holds(Caller caller) =>
        PeerCaller.Of(caller.Uid!.Value, adminGroup) is { } now && now.Scopes.SetEquals(caller.Scopes);
}
