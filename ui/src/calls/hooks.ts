import type { Endpoint, ReplyOf, RequestInput } from '@qianyue/api/endpoint.ts'
import {
  type InfiniteData,
  keepPreviousData,
  type UseInfiniteQueryResult,
  type UseMutationResult,
  type UseQueryResult,
  useInfiniteQuery,
  useMutation,
  useQueries,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query'
import { v7 } from 'uuid'
import type { z } from 'zod'
import { type CallError, call } from './call.ts'

/** A new id, made where the thing is made, so that sending twice makes it once. */
export const newId = (): string => v7()

/** What a call answers; asked again when something was sent. `null` as request asks nothing. */
export function useReply<E extends Endpoint>(
  endpoint: E,
  request: RequestInput<E> | null,
  options: { keepPrevious?: boolean; everyMs?: number } = {},
): UseQueryResult<ReplyOf<E>, CallError> {
  return useQuery<ReplyOf<E>, CallError>({
    queryKey: [endpoint.call, request],
    queryFn: ({ signal }) => call(endpoint, request!, signal),
    enabled: request !== null,
    refetchOnWindowFocus: false,
    ...(options.keepPrevious ? { placeholderData: keepPreviousData } : {}),
    ...(options.everyMs ? { refetchInterval: options.everyMs } : {}),
  })
}

/** A call that answers a list in pages: the next begins at `nextCursor`, which is null after the last. */
type PagedEndpoint = Endpoint & { reply: z.ZodType<{ nextCursor: string | null }> }

/** What a call answers page after page, so many entries each; more is read with `fetchNextPage`. `null` as request asks nothing. */
export function useReplyPages<E extends PagedEndpoint>(
  endpoint: E,
  request: Omit<RequestInput<E>, 'cursor'> | null,
  options: { keepPrevious?: boolean } = {},
): UseInfiniteQueryResult<InfiniteData<ReplyOf<E>>, CallError> {
  return useInfiniteQuery<ReplyOf<E>, CallError, InfiniteData<ReplyOf<E>>, readonly unknown[], string | null>(
    {
      queryKey: [endpoint.call, 'pages', request],
      queryFn: ({ pageParam, signal }) =>
        call(
          endpoint,
          { ...request, ...(pageParam ? { cursor: pageParam } : {}) } as RequestInput<E>,
          signal,
        ),
      enabled: request !== null,
      initialPageParam: null,
      getNextPageParam: ({ nextCursor }) => nextCursor,
      ...(options.keepPrevious ? { placeholderData: keepPreviousData } : {}),
    },
  )
}

/** The same call about several things; data is there when all have answered. */
export function useReplies<E extends Endpoint>(
  endpoint: E,
  requests: readonly RequestInput<E>[],
): { data: ReplyOf<E>[] | undefined; error: CallError | null } {
  return useQueries({
    queries: requests.map((request) => ({
      queryKey: [endpoint.call, request],
      queryFn: ({ signal }: { signal: AbortSignal }) => call(endpoint, request, signal),
      refetchOnWindowFocus: false,
    })),
    combine: (results) => ({
      data: results.every(({ data }) => data !== undefined)
        ? results.map(({ data }) => data as ReplyOf<E>)
        : undefined,
      error: (results.find(({ error }) => error !== null)?.error ?? null) as CallError | null,
    }),
  })
}

/** Sends a call; every list and figure on screen is asked for anew when it was taken. */
export function useSend<E extends Endpoint>(
  endpoint: E,
): UseMutationResult<ReplyOf<E>, CallError, RequestInput<E>> {
  const client = useQueryClient()
  return useMutation<ReplyOf<E>, CallError, RequestInput<E>>({
    mutationFn: (request) => call(endpoint, request),
    onSuccess: () => client.invalidateQueries(),
  })
}
