using Rota.Store.Tests.Postgres;

namespace Rota.Store.Tests.Contract;

/// <summary>The contract on PostgreSQL.</summary>
public sealed class PostgresSubmitTests() : SubmitContract(() => new PostgresBackend());

/// <summary>The contract on PostgreSQL.</summary>
public sealed class PostgresMemberTests() : MemberContract(() => new PostgresBackend());

/// <summary>The contract on PostgreSQL.</summary>
public sealed class PostgresTurnTests() : TurnContract(() => new PostgresBackend());

/// <summary>The contract on PostgreSQL.</summary>
public sealed class PostgresFireTests() : FireContract(() => new PostgresBackend());

/// <summary>The contract on PostgreSQL.</summary>
public sealed class PostgresScheduleTests() : ScheduleContract(() => new PostgresBackend());

/// <summary>The contract on PostgreSQL.</summary>
public sealed class PostgresQueueTests() : QueueContract(() => new PostgresBackend());

/// <summary>The contract for budgets.</summary>
public sealed class PostgresBudgetTests() : BudgetContract(() => new PostgresBackend());

/// <summary>The contract on PostgreSQL.</summary>
public sealed class PostgresReadTests() : ReadContract(() => new PostgresBackend());

/// <summary>The contract on PostgreSQL.</summary>
public sealed class PostgresEndedTasksTests() : EndedTasksContract(() => new PostgresBackend());

/// <summary>The contract on PostgreSQL.</summary>
public sealed class PostgresProofTests() : ProofContract(() => new PostgresBackend());

/// <summary>The contract on PostgreSQL.</summary>
public sealed class PostgresAfterTests() : AfterContract(() => new PostgresBackend());

/// <summary>The contract on PostgreSQL.</summary>
public sealed class PostgresOutboxTests() : OutboxContract(() => new PostgresBackend());

/// <summary>The contract on PostgreSQL.</summary>
public sealed class PostgresAuditTests() : AuditContract(() => new PostgresBackend());

/// <summary>The contract on PostgreSQL.</summary>
public sealed class PostgresOperationTests() : OperationContract(() => new PostgresBackend());

/// <summary>The contract on PostgreSQL.</summary>
public sealed class PostgresNodeTests() : NodeContract(() => new PostgresBackend());

/// <summary>The contract on PostgreSQL.</summary>
public sealed class PostgresFilterTests() : FilterContract(() => new PostgresBackend());
