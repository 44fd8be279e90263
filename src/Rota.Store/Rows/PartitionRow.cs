namespace Rota.Store.Rows;

/// <summary>Who owns a partition.</summary>
/// <param name="Id">The partition.</param>
/// <param name="Epoch">The epoch in which it got this owner.</param>
/// <param name="Owner">Incarnation of the owner; 0 for none.</param>
public readonly record struct PartitionRow(int Id, long Epoch, long Owner);
