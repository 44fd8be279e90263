using Rota.App.Views;

namespace Rota.App.Reporting;

/// <summary>A report that was written.</summary>
/// <param name="File">Its path, from the root on.</param>
public sealed record WrittenPage(string File) : View;
