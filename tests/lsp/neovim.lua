-- Drives the server from a headless Neovim: PYTHON, the folder of the vault and the result file are in the environment.
local python, root, report = vim.env.TELEO_PYTHON, vim.env.TELEO_VAULT, vim.env.TELEO_REPORT
local seen = {}
local PATIENCE_MS = 90000

local function note(name, value)
  seen[name] = value
end

local function finish()
  local file = io.open(report, "w")
  file:write(vim.fn.json_encode(seen))
  file:close()
  vim.cmd("qa!")
end

local function codes()
  local found = {}
  for _, one in ipairs(vim.diagnostic.get(0)) do
    found[tostring(one.code or (one.user_data and one.user_data.lsp and one.user_data.lsp.code))] = true
  end
  return found
end

local function wait_for(name, condition)
  local is_so = vim.wait(PATIENCE_MS, condition, 50)
  note(name, is_so)
  if not is_so then finish() end
end

local client
vim.api.nvim_create_autocmd("FileType", {
  pattern = "markdown",
  callback = function(event)
    client = vim.lsp.start_client({
      name = "teleo",
      cmd = { python, "-m", "teleo", "lsp" },
      root_dir = root,
    })
    vim.lsp.buf_attach_client(event.buf, client)
  end,
  once = true,
})
vim.api.nvim_create_autocmd("BufReadPost", {
  pattern = "*.md",
  callback = function(event)
    if client then vim.lsp.buf_attach_client(event.buf, client) end
  end,
})

vim.o.hidden = true
vim.cmd("filetype on")
vim.cmd("edit " .. vim.fn.fnameescape(vim.env.TELEO_NOTE))
wait_for("attached", function() return client ~= nil and vim.lsp.buf_is_attached(0, client) end)

-- A diagnostic appears, and goes.
local last = vim.api.nvim_buf_line_count(0)
vim.api.nvim_buf_set_lines(0, last, last, false, { "", "😀 See [[a note that nobody wrote]]." })
wait_for("diagnostic_appeared", function() return codes()["LK501"] end)
vim.api.nvim_buf_set_lines(0, last, -1, false, {})
wait_for("diagnostic_went", function() return not codes()["LK501"] end)

-- A title is completed.
vim.api.nvim_buf_set_lines(0, last, last, false, { "😀 See [[Inference takes ab" })
vim.api.nvim_win_set_cursor(0, { last + 1, 0 })
local params = vim.lsp.util.make_position_params(0, "utf-16")
params.position.character = #"😀 See [[Inference takes ab" - 2
local answers = vim.lsp.buf_request_sync(0, "textDocument/completion", params, PATIENCE_MS)
local item = answers[client].result.items[1]
vim.lsp.util.apply_text_edits({ item.textEdit }, vim.api.nvim_get_current_buf(), "utf-16")
note("completed", vim.api.nvim_buf_get_lines(0, last, last + 1, false)[1])
vim.api.nvim_buf_set_lines(0, last, -1, false, {})

-- The claim gets a new title, over several files.
local heading = vim.fn.search("^# ", "w")
vim.api.nvim_win_set_cursor(0, { heading, 4 })
vim.lsp.buf.rename(vim.env.TELEO_TITLE)
local renamed = vim.env.TELEO_RENAMED
wait_for("renamed", function() return vim.fn.filereadable(renamed) == 1 end)
wait_for("renamed_buffer", function() return vim.api.nvim_buf_get_name(0) == renamed end)
vim.cmd("silent! wall")
note("heading", vim.api.nvim_buf_get_lines(0, heading - 1, heading, false)[1])

-- Its frontmatter is formatted.
vim.lsp.buf_attach_client(0, client)
local entry = vim.fn.search("^cites:", "w")
vim.api.nvim_buf_set_lines(0, entry, entry, false, { '- "An entry in words, written by hand"' })
vim.lsp.buf.formatting_sync(nil, PATIENCE_MS)
note("formatted", vim.api.nvim_buf_get_lines(0, entry, entry + 1, false)[1])
vim.cmd("silent! write!")

-- It leaves nothing behind.
vim.lsp.stop_client(client)
wait_for("stopped", function() return vim.lsp.get_client_by_id(client) == nil end)
finish()
