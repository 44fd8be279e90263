namespace Rota.Store.Postgres.Tables;

/// <summary>How a live attempt's GPUs and CPUs stand in their columns: numbers with a space between.</summary>
internal static class DeviceList
{
    public static string TextOf(int[] devices) => string.Join(' ', devices);

    public static int[] Of(string text) =>
        text.Length == 0 ? [] : [.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(int.Parse)];
}
