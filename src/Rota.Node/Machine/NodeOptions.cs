using Rota.Instruments.Logs;

namespace Rota.Node.Machine;

/// <summary>What the roles of a node are told by whoever starts the first of them.</summary>
public sealed record NodeOptions
{
    /// <summary>The program that is started again in other roles. Default: rota beside this program.</summary>
    public string Binary { get; init; } = Path.Combine(AppContext.BaseDirectory, "rota");

    /// <summary>The GPUs, as somebody names them: <c>0,1</c>. Default: those that are found.</summary>
    public string? Gpus { get; init; }

    /// <summary>The licences, as somebody states them: <c>abaqus=2,ansys=1</c>. Default: none.</summary>
    public string? Licences { get; init; }

    /// <summary>How anchor and keeper log. Default: text, from info on.</summary>
    public LogOptions Log { get; init; } = new();
}
