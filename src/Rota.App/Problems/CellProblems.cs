using Rota.Cell;

namespace Rota.App.Problems;

/// <summary>Problems of cells: the part of the catalogue that is about machines that know each other.</summary>
public static class CellProblems
{
    /// <summary>This machine has no OpenSSL, which machines of a cell speak by.</summary>
    public static readonly ProblemCode NoOpenSsl = new("no-openssl", ExitCode.Unreachable, 503);

    /// <summary>The state is in no cell, or not in the role that is needed.</summary>
    public static readonly ProblemCode NoCell = new("no-cell", ExitCode.BadInput, 409);

    /// <summary>The state is in a cell already, or a node of one, whose jobs are at its home.</summary>
    public static readonly ProblemCode InCell = new("in-cell", ExitCode.Refused, 409);

    /// <summary>What the state keeps of its cell cannot be read.</summary>
    public static readonly ProblemCode Damaged = new("cell-damaged", ExitCode.Unreachable, 503);

    /// <summary>The home of the cell cannot be reached, or cannot listen.</summary>
    public static readonly ProblemCode Unreachable = new("cell-unreachable", ExitCode.Unreachable, 503);

    /// <summary>The other machine is not of the cell that it should be of.</summary>
    public static readonly ProblemCode Foreign = new("cell-foreign", ExitCode.Refused, 403);

    /// <summary>The token to join is none, or none any more.</summary>
    public static readonly ProblemCode BadToken = new("bad-cell-token", ExitCode.Refused, 403);

    /// <summary>A node of that name is in the cell already.</summary>
    public static readonly ProblemCode NameTaken = new("node-taken", ExitCode.Refused, 409);

    /// <summary>The cell has no node of that name.</summary>
    public static readonly ProblemCode NoSuchNode = new("no-such-node", ExitCode.BadInput, 404);

    /// <summary>The home refuses, and says why.</summary>
    public static readonly ProblemCode Refused = new("cell-refused", ExitCode.Refused, 403);

    /// <summary>No claim of this number is kept.</summary>
    public static readonly ProblemCode NoSuchClaim = new("no-such-claim", ExitCode.BadInput, 404);

    /// <summary>All of them.</summary>
    public static IReadOnlyList<ProblemCode> All { get; } =
    [NoOpenSsl, NoCell, InCell, Damaged, Unreachable, Foreign, BadToken, NameTaken, NoSuchNode, Refused, NoSuchClaim];

    /// <summary>The problem that a refusal of a cell is.</summary>
    public static Problem Of(CellException error) => new(Of(error.Fault), error.Message, [.. error.Tries]);

    private static ProblemCode Of(CellFault fault) =>
        fault switch
        {
            CellFault.NoOpenSsl => NoOpenSsl,
            CellFault.NoCell => NoCell,
            CellFault.InCell => InCell,
            CellFault.Damaged => Damaged,
            CellFault.Unreachable => Unreachable,
            CellFault.Foreign => Foreign,
            CellFault.BadToken => BadToken,
            CellFault.NameTaken => NameTaken,
            CellFault.NoSuchNode => NoSuchNode,
            CellFault.Refused => Refused,
            _ => ProblemCodes.Usage,
        };
}
