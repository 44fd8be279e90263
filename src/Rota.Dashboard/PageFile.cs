namespace Rota.Dashboard;

/// <summary>A file of the dashboard, compressed twice: every browser takes one of the two.</summary>
/// <param name="ContentType">What it is.</param>
/// <param name="Brotli">Its content by brotli.</param>
/// <param name="Gzip">Its content by gzip.</param>
public sealed record PageFile(string ContentType, ReadOnlyMemory<byte> Brotli, ReadOnlyMemory<byte> Gzip);
