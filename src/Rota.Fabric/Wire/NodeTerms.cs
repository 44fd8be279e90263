namespace Rota.Fabric.Wire;

/// <summary>
/// What an order says to a node of its home: on the home's own machine, where none of it is said, it is all none.
/// </summary>
public sealed record NodeTerms
{
    /// <summary>Nothing.</summary>
    public static readonly NodeTerms None = new();

    /// <summary>
    /// After how long without an answer of the home the node stops the attempt, in microseconds; 0 for never.
    /// </summary>
    public long SelfStopMicros { get; init; }

    /// <summary>What the attempt takes of the node, as <see cref="Core.Placement.Takings"/> writes
    /// it; empty where nobody says.</summary>
    public string Takes { get; init; } = "";

    /// <summary>
    /// The directory that it runs in where that of the home is shared; then files are used as they are there. Empty for
    /// one whose files do not move.
    /// </summary>
    public string SharedDirectory { get; init; } = "";

    /// <summary>Whether its inputs are brought to it, and its outputs home.</summary>
    public bool MovesFiles => SharedDirectory.Length > 0;

    /// <summary>Writes it as the last fields of a frame.</summary>
    public void Write(FrameWriter writer)
    {
        writer.Int64(SelfStopMicros).Text(Takes);
        if (MovesFiles)
        {
            writer.Text(SharedDirectory);
        }
    }

    /// <summary>Reads it, where it follows.</summary>
    public static NodeTerms Read(ref FrameReader reader) =>
        reader.IsAtEnd
            ? None
            : new()
            {
                SelfStopMicros = reader.Int64(),
                Takes = reader.Text(),
                SharedDirectory = reader.IsAtEnd ? "" : reader.Text(),
            };
}
