-- The cost indicators by PostgreSQL, from the files :claims and :peers; what is asked, bench/peers.ts says.
CREATE UNLOGGED TABLE claims (
  client text, provider text, target_group text, region text, sex text, birth_year int, granted_cents bigint
);
COPY claims FROM :'claims' (FORMAT csv, HEADER);
ANALYZE claims;
CREATE TEMP TABLE peer (provider text);
COPY peer FROM :'peers' (FORMAT csv, HEADER);

CREATE UNLOGGED TABLE client AS
SELECT client, provider, target_group, min(region) AS region, min(sex) AS sex, min(birth_year) AS birth_year,
  sum(granted_cents)::bigint AS cents
FROM claims
GROUP BY client, provider, target_group
HAVING sum(granted_cents) > 0;
CREATE TEMP TABLE adult AS SELECT * FROM client WHERE 2022 - birth_year >= 18;

CREATE TEMP TABLE cost AS
SELECT provider, target_group, count(*) AS clients, sum(cents)::bigint AS cents FROM adult GROUP BY provider, target_group;
SELECT 'cost', * FROM cost;

WITH national AS (
  SELECT target_group, sum(clients) AS clients, sum(cents) AS cents FROM cost JOIN peer USING (provider) GROUP BY target_group
)
SELECT 'cost_ratio', provider, '', '', round(1000000 * sum(c.cents) / sum(c.clients * n.cents / n.clients))
FROM cost AS c JOIN national AS n USING (target_group)
GROUP BY provider;

CREATE TEMP TABLE quartile AS
SELECT target_group, clients, max(cents) FILTER (WHERE place = (clients + 3) / 4) AS q1,
  max(cents) FILTER (WHERE place = (3 * clients + 3) / 4) AS q3
FROM (
  SELECT target_group, cents, row_number() OVER (PARTITION BY target_group ORDER BY cents) AS place,
    count(*) OVER (PARTITION BY target_group) AS clients
  FROM adult JOIN peer USING (provider)
  WHERE target_group <> 'prevention'
) AS placed
GROUP BY target_group, clients;
SELECT 'quartile_1', target_group, '', clients, q1 FROM quartile;
SELECT 'quartile_3', target_group, '', clients, q3 FROM quartile;

SELECT 'outliers', provider, '', count(*), sum(above)
FROM (
  SELECT provider, client, max(CASE WHEN cents > fence THEN 1 ELSE 0 END) AS above
  FROM adult LEFT JOIN (
    SELECT target_group, div(q3::numeric * q3 * q3 * q3, q1::numeric * q1 * q1)::bigint AS fence FROM quartile WHERE clients >= 20
  ) AS fences USING (target_group)
  WHERE target_group <> 'prevention'
  GROUP BY provider, client
) AS person
GROUP BY provider;

SELECT 'in_care', region, sex || ' ' || (2022 - birth_year), count(*), ''
FROM (SELECT client, region, min(sex) AS sex, min(birth_year) AS birth_year FROM client GROUP BY client, region) AS person
GROUP BY region, sex, 2022 - birth_year;
