using Rota.Store.Records;

namespace Rota.Store.Rows;

/// <summary>What a registration changes.</summary>
/// <param name="Answer">What is told of it.</param>
/// <param name="IsWritten">Whether rules and job are written.</param>
/// <param name="Begins">
/// Whether the schedule begins anew: what waited is let go, and it is due at the next instant.
/// </param>
public sealed record Registration(Registered Answer, bool IsWritten, bool Begins);
