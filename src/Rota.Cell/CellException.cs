namespace Rota.Cell;

/// <summary>Why something of a cell cannot be done.</summary>
public enum CellFault
{
    /// <summary>This machine has no OpenSSL.</summary>
    NoOpenSsl,

    /// <summary>Its state is in no cell, or not in the role that is needed.</summary>
    NoCell,

    /// <summary>Its state is in a cell already.</summary>
    InCell,

    /// <summary>What it keeps of its cell cannot be read.</summary>
    Damaged,

    /// <summary>The other side cannot be reached.</summary>
    Unreachable,

    /// <summary>The other side is not who it should be.</summary>
    Foreign,

    /// <summary>The token is none, or none any more.</summary>
    BadToken,

    /// <summary>A node of that name is there.</summary>
    NameTaken,

    /// <summary>There is no node of that name.</summary>
    NoSuchNode,

    /// <summary>The other side refuses, and says why.</summary>
    Refused,

    /// <summary>What was said is none of what there is.</summary>
    Mistaken,

    /// <summary>A file of a task is not there, or may not be moved: a later try would find the same.</summary>
    NoFile,
}

/// <summary>Something of a cell cannot be done, with a sentence that tells what to do.</summary>
/// <param name="fault">Why.</param>
/// <param name="message">The sentence.</param>
public sealed class CellException(CellFault fault, string message) : Exception(message)
{
    /// <summary>Why.</summary>
    public CellFault Fault => fault;

    /// <summary>What to try, a line each.</summary>
    public IReadOnlyList<string> Tries { get; init; } = [];
}
