// Amounts of budgets as people read them.
import { bytes, count } from '@/base/format';

/** Memory with its unit, CPUs and GPUs with at most three decimals, all others whole. */
export const amount = (resource: string, value: number): string =>
  resource === 'memory' ? bytes(value) : Number.isInteger(value) ? count(value) : `${Math.round(value * 1000) / 1000}`;
