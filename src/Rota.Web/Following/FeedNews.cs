namespace Rota.Web.Following;

/// <summary>What came of a job.</summary>
/// <param name="Batches">The events, in order.</param>
/// <param name="Position">The number up to which all was told with them.</param>
/// <param name="IsCut">Whether earlier ones are not kept any more: look at the whole again.</param>
/// <param name="HasEnded">Whether the job has ended, and nothing comes behind these.</param>
internal sealed record FeedNews(IReadOnlyList<FeedBatch> Batches, long Position, bool IsCut, bool HasEnded);
