/** How long a year is; whoever was insured all of it was insured for so many days. */
export function daysOfYear(year: number): 365 | 366 {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 366 : 365;
}
