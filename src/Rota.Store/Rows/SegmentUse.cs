namespace Rota.Store.Rows;

/// <summary>How far the history refers to a segment of packed output.</summary>
/// <param name="Job">Its job.</param>
/// <param name="Segment">Its number.</param>
/// <param name="Until">The end of the last output in it.</param>
public sealed record SegmentUse(long Job, int Segment, long Until);
