namespace Rota.Cell.Lines;

/// <summary>What machines of a cell ask a home for.</summary>
public static class CellPaths
{
    /// <summary>Header of a refusal: which <see cref="CellFault"/> it is.</summary>
    public const string FaultHeader = "rota-fault";

    /// <summary>The certificate of its authority; everybody may know it.</summary>
    public const string Authority = "/cell/v1/authority";

    /// <summary>To be let in.</summary>
    public const string Join = "/cell/v1/join";

    /// <summary>A new certificate.</summary>
    public const string Renew = "/cell/v1/renew";

    /// <summary>Which nodes there are.</summary>
    public const string Nodes = "/cell/v1/nodes";

    /// <summary>Bytes to and from the API of the home, for who asks at a node.</summary>
    public const string Api = "/cell/v1/api";

    /// <summary>
    /// Files of tasks: <c>JOB/ATTEMPT/inputs</c>, <c>JOB/ATTEMPT/outputs</c>, <c>JOB/HASH</c> from a byte on.
    /// </summary>
    public const string Files = "/cell/v1/files/";

    /// <summary>The line by which a node announces itself.</summary>
    public const string Node = "/cell/v1/node";

    /// <summary>A line to the keeper of the node, by the number that the home asked for it with.</summary>
    public const string Line = "/cell/v1/line/";
}
