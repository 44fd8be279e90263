namespace Rota.Web.Serving;

/// <summary>That all users of the machine are served, each by what the system tells of them.</summary>
/// <param name="Socket">The socket that they connect to.</param>
/// <param name="AdminGroup">The group whose members may do all; null for root alone.</param>
public sealed record UsersRequest(string Socket, string? AdminGroup);
