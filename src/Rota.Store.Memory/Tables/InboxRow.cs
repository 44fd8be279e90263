using Rota.Core.Model;
using Rota.Store.Turns;

namespace Rota.Store.Memory.Tables;

/// <summary>A request that no runner has carried out.</summary>
/// <param name="Job">Its job.</param>
/// <param name="Request">What is asked.</param>
internal sealed record InboxRow(JobId Job, Request Request);
